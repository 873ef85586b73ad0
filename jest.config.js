/** Tests compile with swc, without types: `npm run check:types` checks those. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  // Tests wait more than they compute: one more worker than jest would take on a small machine.
  maxWorkers: '100%',
  // Ends what hangs, and nothing else: a test here and there takes seconds, and a machine may be several times slower.
  testTimeout: 120_000,
  testMatch: ['**/*.test.ts'],
  globalSetup: '<rootDir>/tests/postgres/global-setup.ts',
  globalTeardown: '<rootDir>/tests/postgres/global-teardown.ts',
  setupFilesAfterEnv: ['<rootDir>/tests/setup.ts'],
  transform: {
    '^.+\\.[jt]sx?$': [
      '@swc/jest',
      {
        module: { type: 'commonjs' },
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
      },
    ],
  },
  // These are published as ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!(jose|auto-bind)/)'],
};
