/**
 * Runs a TypeScript file in a process of its own, compiled on the way as Jest compiles it:
 * `node tests/run-typescript.cjs FILE [ARGUMENT…]`. The file sees its arguments from `process.argv[2]` on.
 */
const { readFileSync } = require('node:fs');
const { resolve } = require('node:path');
const { transformSync } = require('@swc/core');
const { transform } = require('../jest.config.js');
require('reflect-metadata');

const [[, options]] = Object.values(transform);

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), { ...options, filename, swcrc: false });
  module._compile(code, filename);
};

/** A thread of a TypeScript file is run in the same way. */
const threads = require('node:worker_threads');
const { Worker } = threads;
threads.Worker = class extends Worker {
  constructor(file, options) {
    if (String(file).endsWith('.ts')) super(__filename, { ...options, argv: [file] });
    else super(file, options);
  }
};

process.argv.splice(1, 1);
process.argv[1] = resolve(process.argv[1]);
require(process.argv[1]);
