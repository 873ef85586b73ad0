import { createLogger, faultsTo, LOG_TEXT_CHARACTERS_MAX } from '../../src/cli/logging';
import type { Logger } from '../../src/graphql/transport/logger';

type LogLevel = Parameters<typeof createLogger>[0];

const logging = (level: LogLevel, write: (logger: Logger) => void): Record<string, unknown>[] => {
  const lines: string[] = [];
  write(createLogger(level, { write: (line) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
};

describe('the log', () => {
  test('is one JSON object a line, with level, time and message', () => {
    const [line] = logging('info', (logger) =>
      logger.info('Operation', { correlationId: 'c', durationMs: 3 }),
    );
    expect(line).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      correlationId: 'c',
      durationMs: 3,
      message: 'Operation',
    });
  });

  test('leaves out what is below its level', () => {
    const write = (logger: Logger) => {
      logger.debug('a');
      logger.info('b');
      logger.warn('c');
      logger.error('d');
    };
    expect(logging('warn', write).map(({ message }) => message)).toEqual(['c', 'd']);
    expect(logging('silent', write)).toEqual([]);
  });

  test('drops fields that are not on its list, and values that are no plain ones', () => {
    const smuggled = {
      email: 'ada@example.com',
      variables: { name: 'Ada' },
      outcome: { name: 'Ada' },
      count: 1,
    };
    const [line] = logging('info', (logger) => logger.info('Operation', smuggled as object));
    expect(Object.keys(line ?? {}).sort()).toEqual(['count', 'level', 'message', 'time']);
  });

  test('is written at once with a warning or an error, and only then', () => {
    const flush = jest.fn();
    const logger = createLogger('info', { write: () => undefined }, flush);
    logger.info('a');
    expect(flush).not.toHaveBeenCalled();
    logger.warn('b');
    logger.error('c');
    expect(flush).toHaveBeenCalledTimes(2);
  });

  test('cuts texts that are too long', () => {
    const [line] = logging('info', (logger) =>
      logger.info('Operation', { operationName: 'x'.repeat(1_000) }),
    );
    expect(line?.operationName).toHaveLength(LOG_TEXT_CHARACTERS_MAX);
  });

  test('tells of a fault its name, code and place, never its message', () => {
    const fault = Object.assign(new TypeError('no such person: Ada Lovelace\n    at Ada (Lovelace:1:1)'), {
      code: 'E1',
    });
    const [line] = logging('info', (logger) => faultsTo(logger)('clock', fault));
    expect(line).toMatchObject({ process: 'clock', faultName: 'TypeError', faultCode: 'E1' });
    expect((line?.faultAt as string[] | undefined)?.[0]).toContain('logging.test');
    expect(JSON.stringify(line)).not.toContain('Lovelace');
  });

  test('takes no message that is put together from values', () => {
    const name: string = 'Ada';
    const lines = logging('info', (logger) => {
      // @ts-expect-error The compiler refuses a message that is not a literal text.
      logger.info(`hello ${name}`);
      // @ts-expect-error Nor is a variable one.
      logger.info(name);
      // @ts-expect-error And there is no field for a name.
      logger.info('hello', { name });
    });
    expect(lines).toHaveLength(3);
  });
});
