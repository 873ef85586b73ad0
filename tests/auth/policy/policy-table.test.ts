import type { ActorKind } from '../../../events';
import { ACTOR_KINDS } from '../../../src/auth/actor-kinds';
import { allowed, denial, OPERATIONS, POLICY_VERSION, permits, RIGHTS } from '../../../src/auth/policy';
import { subjectKindOf } from '../../../src/auth/policy/operations';
import { possibleRelations, RELATIONS, type Relation } from '../../../src/auth/policy/relations';
import { REFUSAL_CODES } from '../../../src/domain/decision';
import { accessTable } from './access-table';

const table = accessTable();
const asText = ([kind, right, relation, verdict]: readonly string[]) =>
  `${right} · ${relation} · ${kind}: ${verdict}`;

const decided = (): readonly string[] =>
  RIGHTS.flatMap((right) =>
    ACTOR_KINDS.flatMap((kind) =>
      possibleRelations(kind, subjectKindOf(right)).map((relation) =>
        asText([kind, right, relation, denial(kind, right, relation) ?? 'allow']),
      ),
    ),
  );

describe('the access policy', () => {
  test('decides every cell of the hand-written table as it is written, and no others', () => {
    const written = table.filter(({ expected }) => expected !== '–');
    expect([...decided()].sort()).toEqual(
      written.map(({ kind, right, relation, expected }) => asText([kind, right, relation, expected])).sort(),
    );
  });

  test('has no cell twice, and one for each actor kind wherever there is one at all', () => {
    const cells = table.map(({ kind, right, relation }) => asText([kind, right, relation, '']));
    expect(new Set(cells).size).toBe(cells.length);
    expect(table.length % ACTOR_KINDS.length).toBe(0);
    expect(new Set(table.map(({ right }) => right))).toEqual(new Set(RIGHTS));
    for (const { relation, expected } of table) {
      expect(Object.keys(RELATIONS)).toContain(relation);
      expect(['allow', '–', ...REFUSAL_CODES]).toContain(expected);
    }
  });

  test('would show a cell that is written wrong', () => {
    const wrong = table.find(({ expected }) => expected === 'NOT_FOUND');
    expect(wrong).toBeDefined();
    if (wrong === undefined) return;
    expect(decided()).not.toContain(asText([wrong.kind, wrong.right, wrong.relation, 'allow']));
  });

  test.each(OPERATIONS)(
    'lets nobody do %s without a token, and each kind as it may in some relation',
    (right) => {
      expect(allowed(undefined, right)).toBe('UNAUTHENTICATED');
      for (const kind of ACTOR_KINDS) {
        const somewhere = table.some(
          (cell) => cell.kind === kind && cell.right === right && cell.expected === 'allow',
        );
        expect([kind, allowed({ kind }, right)]).toEqual([kind, somewhere ? 'ALLOW' : 'FORBIDDEN']);
      }
    },
  );

  test.each(['dropEverything', '__proto__', 'constructor', 'recordDueFacts', ''])(
    'does not know %p',
    (right) => {
      expect(() => allowed({ kind: 'ADMINISTRATOR' }, right)).toThrow(
        'Expected an operation of the access policy',
      );
      expect(() => allowed(undefined, right)).toThrow('Expected an operation of the access policy');
    },
  );

  test('does not know an actor kind that is none', () => {
    expect(() => allowed({ kind: 'GUEST' as ActorKind }, 'contact')).toThrow('Expected an actor kind');
  });

  test('opens nothing to a grant that is not current', () => {
    for (const kind of ACTOR_KINDS)
      for (const right of RIGHTS) expect(permits(kind, right, 'lapsed')).toBe(false);
  });

  test('shows personal data wherever it shows a person', () => {
    const relations: readonly Relation[] = ['self', 'own', 'managed', 'foreign', 'unaffiliated'];
    for (const kind of ACTOR_KINDS)
      for (const relation of relations)
        for (const right of ['contact', 'partnerContacts', 'contactSearch', 'contactFlavorHistory'] as const)
          if (permits(kind, right, relation)) expect(permits(kind, 'readPersonal', relation)).toBe(true);
  });

  test('has a version that follows from its text', () => {
    expect(POLICY_VERSION).toMatch(/^[0-9a-f]{32}$/);
  });
});
