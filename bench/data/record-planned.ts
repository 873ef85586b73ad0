import type { ReadModels } from '../../projections/read-models';
import { forbids } from '../../src/auth/forbids';
import { POLICY_VERSION } from '../../src/auth/policy';
import type { Actor } from '../../src/domain/actor';
import { isRefusal } from '../../src/domain/decision';
import type { Subject } from '../../src/domain/subject';
import { CommandHandler } from '../../src/handling/handle';
import { KeyedLocks } from '../../src/handling/keyed-locks';
import { type Loaded, LoadedSubjects } from '../../src/handling/loaded-subjects';
import { Reservations } from '../../src/handling/reservations';
import { type States, subjects } from '../../src/handling/subjects';
import type { EventLog } from '../../src/store/event-log';
import { everybodyElse, foundations, type Group, heads } from './planned-commands';
import type { Tier } from './tiers';

/** Who records the data. */
export const RECORDER: Actor = { kind: 'ADMINISTRATOR', id: 'bench' };
/** How many groups of commands are under way at a time: they share commits. */
const GROUPS_AT_ONCE = 400;
/** The most contacts whose state is kept; a manager that is asked for stays. */
const CONTACTS_KEPT_MAX = 100_000;

/**
 * Records what the commands of a tier would record, by the product's own handler: policy, deciders, reservations,
 * codec and sealing are the real ones. Only what need not be read in a new log is not read: states are kept in memory,
 * no command came before, no value is taken. `tests/bench/generated-data.test.ts` compares it with the real path.
 */
export const recordTier = async (log: EventLog, tier: Tier, now: () => string): Promise<number> => {
  const loaded = new StatesInMemory(log);
  const writing = newLog(log, loaded);
  const handler = new CommandHandler({
    log: writing,
    models: NO_MODELS,
    loaded,
    locks: new KeyedLocks(),
    reservations: new Reservations(writing, loaded, now),
    now,
    policyVersion: POLICY_VERSION,
    forbids,
  });
  for (const groups of [foundations(tier), heads(tier), everybodyElse(tier)])
    await recordAll(handler, groups);
  return log.head();
};

const recordAll = async (handler: CommandHandler, groups: Iterator<Group>): Promise<void> => {
  const work = async (): Promise<void> => {
    for (let next = groups.next(); next.done !== true; next = groups.next())
      await recordGroup(handler, next.value);
  };
  await Promise.all(Array.from({ length: GROUPS_AT_ONCE }, work));
};

const recordGroup = async (handler: CommandHandler, group: Group): Promise<void> => {
  for (const { name, command, idempotencyKey } of group) {
    const handled = await handler.handle(name, command, { actor: RECORDER, idempotencyKey });
    if (isRefusal(handled))
      throw new Error(`${name} for ${idempotencyKey} was refused with ${handled.refused}`);
  }
};

/** States as the appended events made them, instead of reading their streams again. */
class StatesInMemory extends LoadedSubjects {
  private readonly states = new Map<string, Loaded<States[Subject]>>();
  private readonly contacts = new Map<string, Loaded<States[Subject]>>();

  override async load<Name extends Subject>(subject: Name, stream: string): Promise<Loaded<States[Name]>> {
    const kept = this.keptOf(stream);
    const known = kept.get(stream) as Loaded<States[Name]> | undefined;
    if (known === undefined) return { state: subjects[subject].initial, revision: -1 };
    kept.delete(stream);
    kept.set(stream, known);
    return known;
  }

  async remember(stream: string, events: Awaited<ReturnType<EventLog['readStream']>>): Promise<void> {
    const subject = stream.split('-', 1)[0] as Subject;
    if (!(subject in subjects)) return;
    const { state, revision } = await this.load(subject, stream);
    const evolve = subjects[subject].evolve as (
      before: unknown,
      event: (typeof events)[number],
    ) => States[Subject];
    const after = events.reduce<States[Subject]>(evolve, state);
    const kept = this.keptOf(stream);
    kept.delete(stream);
    kept.set(stream, { state: after, revision: events.at(-1)?.revision ?? revision });
    const oldest = this.contacts.size > CONTACTS_KEPT_MAX ? this.contacts.keys().next().value : undefined;
    if (oldest !== undefined) this.contacts.delete(oldest);
  }

  private keptOf(stream: string) {
    return stream.startsWith('contact-') ? this.contacts : this.states;
  }
}

/** The log as far as a handler needs it that writes what nobody has written before. */
const newLog = (log: EventLog, loaded: StatesInMemory): EventLog => ({
  ...boundTo(log),
  readCommand: async () => [],
  readStream: async () => [],
  head: async () => 0,
  append: async (request) => {
    const appended = await log.append(request);
    if (appended.outcome === 'appended') await loaded.remember(request.stream, appended.events);
    return appended;
  },
});

const boundTo = (log: EventLog): EventLog => ({
  append: (request) => log.append(request),
  readStream: (stream, range) => log.readStream(stream, range),
  readCommand: (commandId) => log.readCommand(commandId),
  readAll: (range) => log.readAll(range),
  subscribe: (subscription) => log.subscribe(subscription),
  head: () => log.head(),
  positionAt: (recordedAt) => log.positionAt(recordedAt),
  keyOf: (kind, value) => log.keyOf(kind, value),
  digest: (text) => log.digest(text),
  storeId: log.storeId,
  health: () => log.health(),
  close: () => log.close(),
});

/** None of the commands here counts anything in the read models. */
const NO_MODELS = new Proxy({} as ReadModels, {
  get: (_models, name) => {
    throw new Error(`expected no command that reads the models, got one that asks for ${String(name)}`);
  },
});
