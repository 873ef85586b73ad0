import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as limitBounds from '../../src/graphql/limits/bounds';
import { LIMIT_NAMES, LIMITS, variableOf } from '../../src/graphql/limits/limits';
import * as transportBounds from '../../src/graphql/transport/bounds';

const text = readFileSync(join(__dirname, '../../docs/limits.md'), 'utf8');
const rows = text.split('\n').filter((line) => line.startsWith('| '));
const number = (value: number): string => value.toLocaleString('en-US');

describe('docs/limits.md', () => {
  test('has every limit that can be set as it is, in its order', () => {
    expect(rows.filter((row) => row.startsWith('| `LIAISON_'))).toEqual(
      LIMIT_NAMES.map((name) => {
        const { standard, least, most, what } = LIMITS[name];
        return `| \`${variableOf(name)}\` | ${number(standard)} | ${number(least)}–${number(most)} | ${what} |`;
      }),
    );
  });

  test('has the number of every fixed bound that it names', () => {
    const bounds: Record<string, number> = { ...limitBounds, ...transportBounds };
    const named = rows.flatMap((row) => {
      const [, name, value] = /^\| `([A-Z_]+)` \| ([\d,]+) \|/.exec(row) ?? [];
      return name === undefined || name.startsWith('LIAISON_') ? [] : [[name, value] as const];
    });
    expect(named.length).toBeGreaterThan(10);
    expect(named).toEqual(named.map(([name]) => [name, number(bounds[name] ?? Number.NaN)]));
  });

  test('states the numbers that were asked for', () => {
    const { tokensMax, depthMax, aliasesMax, directivesMax, pageSizeMax, costMax, bodyBytesMax } = LIMITS;
    const { deadlineMs, socketMessageBytesMax, subscriptionsPerSocketMax, socketsPerActorMax } = LIMITS;
    const standards = [tokensMax, depthMax, aliasesMax, directivesMax, pageSizeMax, costMax, bodyBytesMax];
    expect(standards.map(({ standard }) => standard)).toEqual([1_000, 10, 15, 8, 100, 5_000, 100_000]);
    const others = [deadlineMs, socketMessageBytesMax, subscriptionsPerSocketMax, socketsPerActorMax];
    expect(others.map(({ standard }) => standard)).toEqual([10_000, 65_536, 20, 10]);
    expect([LIMITS.socketInitMs.standard, limitBounds.MUTATIONS_MAX]).toEqual([3_000, 1]);
  });
});
