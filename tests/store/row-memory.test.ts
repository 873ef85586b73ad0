import type { Changes } from '../../src/store/rows/fold-batch';
import { ROWS_REMEMBERED_MAX, RowMemory } from '../../src/store/rows/row-memory';

const made = (id: number) => ({
  version: { row: { id }, validFrom: 1, body: `{"id":${id}}`, values: [] },
  tallies: [],
  words: undefined,
});

const changes = (live: Changes['live']): Changes => ({
  live,
  superseded: [],
  passed: [],
  tallies: [],
  words: [],
});

test('a row is remembered as the last batch has left it', () => {
  const memory = new RowMemory();
  memory.note(changes(new Map([['a', { before: undefined, after: made(1) }]])));
  memory.note(changes(new Map([['a', { before: made(1), after: made(2) }]])));
  expect(memory.get('a')?.version.row).toEqual({ id: 2 });
});

test('a row that is gone is not remembered', () => {
  const memory = new RowMemory();
  memory.note(changes(new Map([['a', { before: undefined, after: made(1) }]])));
  memory.note(changes(new Map([['a', { before: made(1), after: undefined }]])));
  expect(memory.get('a')).toBeUndefined();
});

test('no more rows are remembered than it may be; those that were made longest ago go first', () => {
  const memory = new RowMemory();
  memory.note(changes(new Map([['first', { before: undefined, after: made(0) }]])));
  const many = Array.from({ length: ROWS_REMEMBERED_MAX }, (_, id) => {
    return [`row ${id}`, { before: undefined, after: made(id) }] as const;
  });
  memory.note(changes(new Map(many)));
  expect(memory.get('first')).toBeUndefined();
  expect(memory.get('row 0')).toBeDefined();
});
