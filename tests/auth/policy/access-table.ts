import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActorKind } from '../../../events';
import { ACTOR_KINDS } from '../../../src/auth/actor-kinds';

/** One cell of the hand-written table: what the auditor was told. */
export interface Cell {
  readonly right: string;
  readonly relation: string;
  readonly kind: ActorKind;
  /** `allow`, a refusal code, or `–` for what never occurs. */
  readonly expected: string;
}

/** Every cell of the tables in docs/access.md. */
export const accessTable = (): readonly Cell[] =>
  readFileSync(join(__dirname, '../../../docs/access.md'), 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((part) => part.trim()))
    .filter(([, right = '', , ...rest]) => /^`\w+`$/.test(right) && rest.length === ACTOR_KINDS.length + 1)
    .flatMap(([, right = '', relation = '', ...cells]) =>
      ACTOR_KINDS.map((kind, column) => ({
        right: right.slice(1, -1),
        relation,
        kind,
        expected: cells[column] ?? '',
      })),
    );
