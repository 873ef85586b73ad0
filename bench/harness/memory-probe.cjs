/**
 * Loaded into a server that is measured (`node --require`). Tells its time on the CPU and, after a collection, its memory;
 * told `profile FILE` it writes a CPU profile of what it does from then on to its end.
 */
const { Session } = require('node:inspector');
const { writeFileSync } = require('node:fs');

const memory = () => {
  for (let time = 0; time < 3; time += 1) global.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({ rss, used: heapUsed + external, most: process.resourceUsage().maxRSS * 1024 });
};

const cpu = () => {
  const { user, system } = process.cpuUsage();
  process.send?.(user + system);
};

const profile = (file) => {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.start');
  process.on('exit', () =>
    session.post('Profiler.stop', (_fault, answer) => writeFileSync(file, JSON.stringify(answer.profile))),
  );
};

/** A command that ends by itself is not asked in time: it leaves its peak in a file. */
const { BENCH_PEAK } = process.env;
if (BENCH_PEAK !== undefined) {
  process.on('exit', () => writeFileSync(BENCH_PEAK, String(process.resourceUsage().maxRSS * 1024)));
}

process.on('message', (question) => {
  if (question === 'memory') memory();
  else if (question === 'cpu') cpu();
  else if (question.startsWith('profile ')) profile(question.slice('profile '.length));
});
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// The channel to the harness keeps no process alive.
process.channel?.unref();
