/** What a process of the bench can be asked to do, by name. */
export type Tasks = Readonly<Record<string, (input: never) => unknown>>;

interface Asked {
  readonly id: number;
  readonly task: string;
  readonly input: unknown;
}

/** Microseconds that the process has been on the CPU so far; every process of the bench tells that. */
const cpuUs = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/** Answers what the harness asks over the channel to it, and ends with it. */
export const serveTasks = (tasks: Tasks): void => {
  process.on('message', ({ id, task, input }: Asked) => {
    const answer = async () => {
      if (task === 'cpu') return cpuUs();
      const run = tasks[task] as ((input: unknown) => unknown) | undefined;
      if (run === undefined) throw new Error(`expected one of ${Object.keys(tasks).join(', ')}, got ${task}`);
      return run(input);
    };
    answer().then(
      (value) => process.send?.({ id, value }),
      (fault: unknown) => process.send?.({ id, fault: fault instanceof Error ? fault.stack : String(fault) }),
    );
  });
  process.on('disconnect', () => process.exit());
  process.send?.({ id: 0, value: 'ready' });
};
