import { ENSURES_WAITING_MAX } from '../../src/keys/ensure-queue';
import { KeyDestroyed } from '../../src/keys/key-fault';
import type { KeyRing, SubjectKey } from '../../src/keys/key-ring';

export const ana = '019cad8f-d6f8-7afc-9281-a099b2f6fc0d';
export const ben = '019cad8f-dae0-7f2d-a9c8-0c2c5a1b6a40';
const many = Array.from({ length: 200 }, (_, index) => `subject-${index}`);

/** Keys for one test, and what else it needs to see of them. */
export interface RingOfTest {
  ring(): KeyRing;
  /** Closes the ring and opens it again beside a log with events. */
  reopen(): Promise<KeyRing>;
  /** What is kept of the subject's key, as another connection sees it. */
  wrappedKeyOf(subject: string): Promise<Buffer>;
  /** Puts what is kept of one subject's key in the place of another's. */
  copyKey(from: string, to: string): Promise<void>;
}

/** The key as an event would find it that is opened now. */
export const found = async (ring: KeyRing, subject: string): Promise<SubjectKey | undefined> =>
  (await ring.load(() => [subject])).find(subject);

/** What every ring of keys promises, wherever it keeps them. */
export const describeKeyRing = (of: RingOfTest): void => {
  describe('ensure', () => {
    test('makes a key of 32 bytes for each subject, each another one', async () => {
      const keys = await of.ring().ensure([ana, ben]);
      expect([...keys.values()].map(({ version, bytes }) => [version, bytes.length])).toEqual([
        [1, 32],
        [1, 32],
      ]);
      expect(keys.get(ana)?.bytes).not.toEqual(keys.get(ben)?.bytes);
    });

    test('answers the same key again, from memory and from disk', async () => {
      const first = await of.ring().ensure([ana]);
      expect(await of.ring().ensure([ana, ana])).toEqual(first);
      const reopened = await of.reopen();
      expect(await found(reopened, ana)).toEqual(first.get(ana));
      expect(await reopened.ensure([ana])).toEqual(first);
    });

    test('has the keys on disk when it answers, wrapped', async () => {
      const keys = await of.ring().ensure([ana]);
      const kept = await of.wrappedKeyOf(ana);
      expect(kept).toHaveLength(12 + 32 + 16);
      expect(kept.includes(keys.get(ana)?.bytes ?? '')).toBe(false);
    });

    test('gives each of the callers of one turn its own keys, and one key to all who ask for one', async () => {
      const answers = await Promise.all(many.map((subject) => of.ring().ensure([subject, ana])));
      expect(answers.map((keys) => [...keys.keys()])).toEqual(many.map((subject) => [subject, ana]));
      expect(new Set(answers.map((keys) => keys.get(ana)?.bytes.toString('hex'))).size).toBe(1);
    });

    test('refuses callers beyond a bound, and serves the others', async () => {
      const ring = of.ring();
      const waiting = Array.from({ length: ENSURES_WAITING_MAX }, () => ring.ensure([ana]));
      await expect(ring.ensure([ben])).rejects.toMatchObject({ reason: 'BUSY', code: 'UNAVAILABLE' });
      expect((await Promise.all(waiting)).every((keys) => keys.has(ana))).toBe(true);
    });

    test('answers those who wait when the ring is closed, and nobody after', async () => {
      const ring = of.ring();
      const waiting = ring.ensure([ana]);
      await ring.close();
      expect((await waiting).has(ana)).toBe(true);
      await expect(ring.ensure([ana])).rejects.toThrow('are closed');
    });
  });

  describe('load', () => {
    test('finds what was loaded, however many others are loaded meanwhile', async () => {
      const ring = of.ring();
      const keys = await ring.ensure([ana]);
      const finder = await ring.load(() => [ana]);
      await ring.ensure(many);
      expect(finder.find(ana)).toEqual(keys.get(ana));
    });

    test('finds no key that is destroyed after it was loaded', async () => {
      const ring = of.ring();
      await ring.ensure([ana]);
      const finder = await ring.load(() => [ana]);
      await ring.destroy(ana);
      expect(finder.find(ana)).toBeUndefined();
    });

    test('throws for a subject that was never known: the keys are older than the log', () =>
      expect(found(of.ring(), ana)).rejects.toThrow(`there is no key of subject ${ana}`));

    test('throws for a key that was tampered with', async () => {
      await of.ring().ensure([ana, ben]);
      await of.copyKey(ben, ana);
      await expect(found(await of.reopen(), ana)).rejects.toThrow(
        new RegExp(`the key of subject ${ana} in .+ is damaged`),
      );
    });
  });

  describe('destroy', () => {
    test('leaves a tombstone: the key is not found, and never made again', async () => {
      await of.ring().ensure([ana]);
      await of.ring().destroy(ana);
      expect(await found(of.ring(), ana)).toBeUndefined();
      await expect(of.ring().ensure([ana])).rejects.toBeInstanceOf(KeyDestroyed);
      const reopened = await of.reopen();
      expect(await found(reopened, ana)).toBeUndefined();
      await expect(reopened.ensure([ana])).rejects.toMatchObject({
        reason: 'KEY_DESTROYED',
        code: 'INVALID',
        subject: ana,
      });
    });

    test('buries a subject that has no key yet, too', async () => {
      await of.ring().destroy(ana);
      await expect(of.ring().ensure([ana])).rejects.toBeInstanceOf(KeyDestroyed);
    });

    test('may be repeated', async () => {
      await of.ring().destroy(ana);
      await of.ring().destroy(ana);
      expect(await found(of.ring(), ana)).toBeUndefined();
    });

    test('refuses only those who need the destroyed key', async () => {
      await of.ring().destroy(ana);
      const [needsAna, needsBen] = await Promise.allSettled([
        of.ring().ensure([ben, ana]),
        of.ring().ensure([ben]),
      ]);
      expect([needsAna.status, needsBen.status]).toEqual(['rejected', 'fulfilled']);
    });
  });

  test('a hash is HMAC-SHA-256 in hex, the same after a restart', async () => {
    const hash = of.ring().hash('login:ana');
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect((await of.reopen()).hash('login:ana')).toBe(hash);
    expect(of.ring().hash('login:ben')).not.toBe(hash);
  });
};
