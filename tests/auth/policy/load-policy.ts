/** Run in a process of its own: says how many megabytes the access policy takes, once its code is compiled. */
const COMPILING_MS = 1_000;
const BYTES_PER_MB = 1_000_000;

const before = process.memoryUsage.rss();
require('../../../src/auth/policy');
setTimeout(() => {
  process.stdout.write(String(Math.round((process.memoryUsage.rss() - before) / BYTES_PER_MB)));
}, COMPILING_MS);
