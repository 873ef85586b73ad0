import { openPolicyEngine } from '../../../src/auth/policy/engine';
import { POLICY_TEXT } from '../../../src/auth/policy/policy-text';
import { SCHEMA_TEXT } from '../../../src/auth/policy/schema-text';

const open = (policy: string) => openPolicyEngine(policy, SCHEMA_TEXT);

describe('openPolicyEngine', () => {
  test.each([
    ['an attribute that is none', 'permit (principal, action, resource) when { context.isFriend };'],
    ['an actor that is none', 'permit (principal == Actor::"GUEST", action, resource);'],
    ['an operation that is none', 'permit (principal, action == Action::"dropEverything", resource);'],
    ['a comparison of unlike things', 'permit (principal, action, resource) when { context.onTeam > 2 };'],
    ['a rule that can never hold', 'permit (principal, action, resource) when { false };'],
    ['half a rule', 'permit (principal, action'],
  ])('refuses %s', (_what, rule) => {
    expect(() => open(`${POLICY_TEXT}${rule}`)).toThrow(/expected (a valid access|a Cedar) policy/);
  });

  test('refuses a schema that is none', () => {
    expect(() => openPolicyEngine(POLICY_TEXT, 'entity Actor;')).toThrow('expected a valid access policy');
  });

  test('denies what nothing permits, and says by which rule where one names a code', () => {
    const { rule } = open('@code("FORBIDDEN") forbid (principal, action, resource) when { context.isSelf };');
    expect(rule('ADMINISTRATOR', 'contact', 'own')).toEqual({ allowed: false });
    expect(rule('ADMINISTRATOR', 'contact', 'self')).toEqual({ allowed: false, code: 'FORBIDDEN' });
  });

  test('has another version with another rule', () => {
    expect(open(POLICY_TEXT).version).toBe(open(POLICY_TEXT).version);
    expect(open(`${POLICY_TEXT}permit (principal, action, resource);`).version).not.toBe(
      open(POLICY_TEXT).version,
    );
  });
});
