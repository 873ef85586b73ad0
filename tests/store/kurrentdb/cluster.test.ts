import { until } from '../../until';
import { newStream, request } from '../contract/fixtures';
import { readWhole } from '../contract/read-all';
import type { Member } from './stand-in/cluster';
import type { StandIn } from './stand-in/stand-in';
import { standingIn } from './standing-in';

const { serverOf, storeOn } = standingIn();

/** Three members of a cluster with one log, of which the first leads. */
const clusterOf = async (): Promise<readonly [StandIn, StandIn, StandIn]> => {
  const leader = await serverOf();
  const { log } = leader;
  const members = [leader, await serverOf({ log }), await serverOf({ log })] as const;
  lead(members, leader);
  return members;
};

const lead = (servers: readonly StandIn[], leader: StandIn): void => {
  const members: readonly Member[] = servers.map(({ port, isUp }) => ({
    port,
    state: port === leader.port ? 'leader' : 'follower',
    isAlive: isUp,
  }));
  for (const server of servers) {
    server.leaderPort = server === leader ? undefined : leader.port;
    server.members = members;
  }
};

describe('the event store in a KurrentDB cluster', () => {
  test.each([true, false])('73 goes to the leader that a member names (batches: %p)', async (hasFeatures) => {
    const leader = await serverOf({ hasFeatures });
    const follower = await serverOf({ log: leader.log, hasFeatures });
    follower.leaderPort = leader.port;
    const store = await storeOn(follower);
    const { stream } = request(newStream(), 'none');
    expect(await store.append(request(stream, 'none'))).toMatchObject({ revision: 0, replayed: false });
    expect(await store.readStream(stream)).toHaveLength(1);
    expect(leader.calls.append).toBeGreaterThan(0);
    expect(leader.calls.read).toBeGreaterThan(0);
  });

  test('73 follows the lead to another member, on write and on read', async () => {
    const [first, second] = [await serverOf(), await serverOf()];
    const other = await serverOf({ log: first.log });
    second.stop();
    const store = await storeOn(first);
    const { stream } = request(newStream(), 'none');
    await store.append(request(stream, 'none'));
    first.leaderPort = other.port;
    expect(await store.append(request(stream, 0))).toMatchObject({ revision: 1, replayed: false });
    expect(await store.readStream(stream)).toHaveLength(2);
    expect(await readWhole(store, { after: 0 })).toHaveLength(2);
    expect([other.calls.append, other.calls.read].every((count) => count > 0)).toBe(true);
  });

  test.each(['several hosts', 'discovery'])('74 finds the leader among three members, by %s', async (by) => {
    const [leader, one, two] = await clusterOf();
    const hosts = [one, two, leader].map(({ port }) => `127.0.0.1:${port}`).join(',');
    const url =
      by === 'discovery'
        ? `kurrentdb+discover://127.0.0.1:${one.port}?tls=false`
        : `kurrentdb://${hosts}?tls=false`;
    const store = await storeOn({ url });
    expect(await store.append(request(newStream(), 'none'))).toMatchObject({ revision: 0 });
    expect([leader.calls.append > 0, one.calls.append, two.calls.append]).toEqual([true, 0, 0]);
  });

  test('74 goes on with the next leader when the first is gone, and loses nothing', async () => {
    const members = await clusterOf();
    const [leader, next] = members;
    const hosts = members.map(({ port }) => `127.0.0.1:${port}`).join(',');
    const store = await storeOn({ url: `kurrentdb://${hosts}?tls=false` });
    const { stream } = request(newStream(), 'none');
    await store.append(request(stream, 'none'));
    leader.stop();
    lead(members, next);
    const appends = Array.from({ length: 30 }, () => store.append(request(stream, 'any')));
    for (const answer of await Promise.all(appends)) expect(answer).toMatchObject({ outcome: 'appended' });
    expect(await store.readStream(stream)).toHaveLength(31);
  });

  test('survives that no member of the cluster answers', async () => {
    const members = await clusterOf();
    const hosts = members.map(({ port }) => `127.0.0.1:${port}`).join(',');
    const url = `kurrentdb://${hosts}?tls=false&maxDiscoverAttempts=2&discoveryInterval=50`;
    const store = await storeOn({ url }, { timings: { silenceMs: 700, patienceMs: 2_000 } });
    for (const member of members) member.stop();
    const refused = Array.from({ length: 20 }, () => store.append(request(newStream(), 'none')));
    for (const { status } of await Promise.allSettled(refused)) expect(status).toBe('rejected');
    for (const member of members) await member.start();
    const appended = request(newStream(), 'none');
    // It is refused as long as the client has not found a member again.
    const isAppended = () => store.append(appended).then(Boolean, () => false);
    await until(isAppended);
    expect(await store.append(appended)).toMatchObject({ revision: 0, replayed: true });
  });
});
