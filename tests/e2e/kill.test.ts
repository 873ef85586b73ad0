import { projections } from '../../projections';
import type { Done } from '../../src/handling/outcome';
import { type Client, clientOf } from './asking';
import { type CommandServer, startCommandServer } from './command-server';
import { temporaryFolders } from './folders';
import { overEventStream } from './following';
import { activeOrganization, inputOf, personNumber } from './people';
import { runLiaison, startServer } from './running-server';

const CYCLES = Number(process.env.KILL_CYCLES ?? 100);
const CYCLE_MS_MAX = 6_000;
/** How many commands are under way at once. */
const WRITERS = 4;
/** How many commands are answered before the process is killed; cycles take them in turn. */
const ANSWERED_BEFORE_KILL = [1, 2, 3, 5, 8, 13];

const newFolder = temporaryFolders();

/** What a command answered, as far as it must be the same for ever. */
interface Acknowledged {
  readonly position: number;
  readonly version: number;
  readonly eventIds: readonly string[];
}

const acknowledgedOf = ({ position, version, events }: Done): Acknowledged => ({
  position,
  version,
  eventIds: events.map(({ eventId }) => eventId),
});

const contactIdOf = (writer: number, contact: number): string =>
  `30000000-0000-4000-8000-${String(contact * WRITERS + writer).padStart(12, '0')}`;

/** Makes one contact after the other and gives each a partner, a role and access: four commands a contact. */
const sendNumber = (
  server: CommandServer,
  organizationId: string,
  writer: number,
  number: number,
): Promise<Done | undefined> => {
  const contactId = contactIdOf(writer, Math.floor(number / 4));
  const key = `writer ${writer} command ${number}`;
  switch (number % 4) {
    case 0: {
      const reach = { kind: 'EMAIL', preferred: true, doNotContact: false } as const;
      const channels = [{ ...reach, channelId: contactId, value: `${contactId}@northwind.example` }];
      return server.send('registerContact', { contactId, name: { given: 'Ada' }, channels }, key);
    }
    case 1: {
      const affiliation = { contactId, organizationId, organizationKind: 'PARTNER' } as const;
      return server.send('affiliateContact', affiliation, key);
    }
    case 2:
      return server.send('assignPartnerRole', { contactId, roleCode: 'SELLER' }, key);
    default:
      return server.send('grantPartnerUserAccess', { contactId, scopes: ['account:read'] }, key);
  }
};

/** What one writer knows: every answer it got. The command behind them was sent and not answered. */
class Writer {
  readonly acknowledged: Acknowledged[] = [];

  constructor(
    private readonly number: number,
    private readonly organizationId: string,
  ) {}

  /** Sends one command after the other until the server is gone; says each answer. */
  async write(server: CommandServer, onAnswer: () => void): Promise<void> {
    for (;;) {
      const answer = await this.sendAt(server, this.acknowledged.length);
      if (answer === undefined) return;
      this.acknowledged.push(acknowledgedOf(answer));
      onAnswer();
    }
  }

  /** The last answered command must answer as it did before the kill; so must, twice, the one without an answer. */
  async expectKept(server: CommandServer): Promise<void> {
    const known = this.acknowledged.length;
    if (known > 0) await this.expectReplayed(server, known - 1);
    const repeated = await this.sendAt(server, known);
    if (repeated === undefined)
      throw new Error('expected an answer, got none: the process is gone by itself');
    this.acknowledged.push(acknowledgedOf(repeated));
    await this.expectReplayed(server, known);
  }

  private async expectReplayed(server: CommandServer, number: number): Promise<void> {
    const answer = await this.sendAt(server, number);
    expect(answer && [answer.replayed, acknowledgedOf(answer)]).toEqual([true, this.acknowledged[number]]);
  }

  private sendAt(server: CommandServer, number: number): Promise<Done | undefined> {
    return sendNumber(server, this.organizationId, this.number, number);
  }
}

const writeUntilKilled = async (
  server: CommandServer,
  writers: readonly Writer[],
  enough: number,
): Promise<void> => {
  let answered = 0;
  let killing: Promise<void> | undefined;
  const onAnswer = () => {
    answered += 1;
    if (answered >= enough) killing ??= server.kill();
  };
  await Promise.all(writers.map((writer) => writer.write(server, onAnswer)));
  expect(killing).toBeDefined();
  await killing;
};

test(
  `no acknowledged command is lost and none is doubled by ${CYCLES} kills in the middle`,
  async () => {
    const folder = newFolder();
    const first = await startServer('serve', folder);
    const organizationId = await activeOrganization(await clientOf(first));
    await first.end('SIGKILL');

    const writers = Array.from({ length: WRITERS }, (_, writer) => new Writer(writer, organizationId));
    let server = await startCommandServer(folder);
    for (let cycle = 0; cycle < CYCLES; cycle += 1) {
      await writeUntilKilled(server, writers, ANSWERED_BEFORE_KILL[cycle % ANSWERED_BEFORE_KILL.length] ?? 1);
      server = await startCommandServer(folder);
      await Promise.all(writers.map((writer) => writer.expectKept(server)));
    }
    await server.kill();

    const last = await startServer('serve', folder);
    await expectLogHolds(await clientOf(last), writers);
    await last.end('SIGTERM');
    const { code, output } = await runLiaison(folder, 'verify');
    expect(code).toBe(0);
    for (const { name } of projections) expect(output).toContain(`${name}: equals a replay`);
  },
  60_000 + CYCLES * CYCLE_MS_MAX,
);

/** The contacts' streams hold exactly the events that were acknowledged, each once, where the answers said. */
const expectLogHolds = async (client: Client, writers: readonly Writer[]): Promise<void> => {
  const acknowledged = writers.flatMap((writer) => writer.acknowledged);
  const expected = acknowledged.flatMap(({ eventIds }) => eventIds);
  // One more command marks the end: whatever came before it must be what was acknowledged.
  const marker = await client.done('registerContact', inputOf(personNumber(1)));
  const following = overEventStream(client, { streams: ['contact-'] });
  const events = await following.until(expected.length + marker.events.length);
  await following.end();
  expect(events.at(-1)?.eventId).toBe(marker.events.at(-1).eventId);
  const recorded = events.slice(0, expected.length);
  expect(recorded.map(({ eventId }) => eventId).sort()).toEqual([...expected].sort());
  const places = new Map(recorded.map(({ eventId, position }) => [eventId, Number(position.split(':')[1])]));
  for (const { eventIds, position } of acknowledged) expect(places.get(eventIds.at(-1) ?? '')).toBe(position);
};
