import { done, newStream, request } from './fixtures';
import { type OpenFresh, openedFor } from './opened';

const WRITERS = 50;
const ANY_APPENDS = 200;

export const concurrencyContract = (openFresh: OpenFresh): void => {
  const opened = openedFor(openFresh);

  test('21 lets exactly one of two writers win who expect the same', async () => {
    const stream = newStream();
    const writers = [request(stream, 'none'), request(stream, 'none')];
    const answers = await Promise.all(writers.map((writer) => opened().store.append(writer)));
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['appended', 'conflict']);
    expect(await opened().store.readStream(stream)).toHaveLength(1);
  });

  test('22 lands the append of each of fifty writers once who reload and try again', async () => {
    const { store } = opened();
    const stream = newStream();
    await store.append(request(stream, 'none'));
    const write = async (writer: ReturnType<typeof request>): Promise<void> => {
      for (let attempt = 0; attempt <= WRITERS; attempt += 1) {
        const [last] = await store.readStream(stream, { backwards: true, limit: 1 });
        const answer = await store.append({ ...writer, expected: last?.revision ?? 'none' });
        if (answer.outcome === 'appended') return;
      }
      throw new Error(`expected to land within ${WRITERS} attempts`);
    };
    const writers = Array.from({ length: WRITERS }, () => request(stream, 'none'));
    await Promise.all(writers.map(write));
    const [, ...landed] = await store.readStream(stream);
    expect(landed.map(({ commandId }) => commandId).sort()).toEqual(writers.map((w) => w.commandId).sort());
  });

  test('23 gives two hundred appends to any stream revisions in a row', async () => {
    const stream = newStream();
    const answers = await Promise.all(
      Array.from({ length: ANY_APPENDS }, () => opened().store.append(request(stream, 'any'))),
    );
    const revisions = answers.map((answer) => done(answer).revision).sort((left, right) => left - right);
    expect(revisions).toEqual(Array.from({ length: ANY_APPENDS }, (_, index) => index));
  });
};
