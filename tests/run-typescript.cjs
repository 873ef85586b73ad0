/**
 * Runs a TypeScript file in a process of its own, compiled on the way as Jest compiles it:
 * `node tests/run-typescript.cjs FILE [ARGUMENT…]`. The file sees its arguments from `process.argv[2]` on.
 * What was compiled is kept for the next process, as Jest keeps it too; a new install begins with nothing.
 */
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const threads = require('node:worker_threads');
const { version } = require('@swc/core/package.json');
const { transform } = require('../jest.config.js');
require('reflect-metadata');

const [[, options]] = Object.values(transform);
const KEPT = join(__dirname, '..', 'node_modules', '.cache', 'run-typescript');

require.extensions['.ts'] = (module, filename) => {
  const source = readFileSync(filename, 'utf8');
  const about = JSON.stringify([version, options, filename, source]);
  const path = join(KEPT, `${createHash('sha256').update(about).digest('hex')}.js`);
  module._compile(keptCode(path) ?? keepCode(path, compile(source, filename)), filename);
};

function compile(source, filename) {
  // Loaded where it is needed only: it takes longer than reading what is kept.
  const { transformSync } = require('@swc/core');
  return transformSync(source, { ...options, filename, swcrc: false }).code;
}

function keptCode(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Under another name first: a process beside this one never reads half of it. */
function keepCode(path, code) {
  mkdirSync(KEPT, { recursive: true });
  const unfinished = `${path}.${process.pid}.${threads.threadId}`;
  writeFileSync(unfinished, code);
  renameSync(unfinished, path);
  return code;
}

/** A thread of a TypeScript file is run in the same way. */
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
