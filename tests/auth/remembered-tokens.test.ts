import { RememberedTokens } from '../../src/auth/remembered-tokens';

const key = { kid: 'first' };
const good = { expiresAtMs: Date.now() + 60_000 };

describe('remembered tokens', () => {
  test('are found with the key that they were checked with', async () => {
    const tokens = new RememberedTokens();
    tokens.keep('token', key, good);
    expect(await tokens.find('token', () => key)).toBe(good);
  });

  test('know nothing of another token, and ask for no key then', async () => {
    const tokens = new RememberedTokens();
    const keyNow = jest.fn();
    expect(await tokens.find('token', keyNow)).toBeUndefined();
    expect(keyNow).not.toHaveBeenCalled();
  });

  test('are forgotten once their key is another, for good', async () => {
    const tokens = new RememberedTokens();
    tokens.keep('token', key, good);
    expect(await tokens.find('token', () => ({ kid: 'first' }))).toBeUndefined();
    expect(await tokens.find('token', () => key)).toBeUndefined();
  });

  test('are forgotten at their end', async () => {
    const tokens = new RememberedTokens();
    tokens.keep('token', key, { expiresAtMs: Date.now() });
    expect(await tokens.find('token', () => key)).toBeUndefined();
  });

  test('let the oldest go', async () => {
    const tokens = new RememberedTokens(2);
    for (const token of ['one', 'two', 'three']) tokens.keep(token, key, good);
    expect(await Promise.all(['one', 'two', 'three'].map((token) => tokens.find(token, () => key)))).toEqual([
      undefined,
      good,
      good,
    ]);
  });
});
