import type { EventMetadata, LiaisonEvent, RecordedEvent } from '../../events';
import { type Actor, referenceTo } from '../domain/actor';
import {
  type CommandName,
  type CommandOf,
  decide,
  INTERNAL_COMMANDS,
  streamOf,
  subjectOf,
} from '../domain/commands';
import { isRefusal, type Refusal, type RefusalCode, refuse } from '../domain/decision';
import { uuidV5 } from '../store/event-id';
import { covers, type Held, type Lock, type Locks } from '../store/locks';
import { gatherCircumstances, lookAhead, type Sources } from './circumstances';
import { type CommandSubject, commandSubject } from './command-subject';
import { contentDigest } from './content-digest';
import { effectiveDay } from './effective-day';
import { KeyedQueue } from './keyed-queue';
import type { Loaded, LoadedSubjects, LoadsSubjects } from './loaded-subjects';
import { locksOf } from './locks-of';
import type { Envelope } from './outcome';
import type { Reservations } from './reservations';
import type { States } from './subjects';

const INTERNAL: ReadonlySet<string> = new Set(INTERNAL_COMMANDS);

/** How often a command is decided anew after another writer came first, or takes other locks for that reason. */
export const DECISIONS_MAX = 3;

/** What the handler works with. */
export interface HandlerParts extends Omit<Sources, 'loaded'> {
  readonly loaded: LoadedSubjects;
  readonly reservations: Reservations;
  readonly locks: Locks;
  readonly now: () => string;
  readonly policyVersion: string;
  /** Why the actor may not send this command about this subject; `undefined` where it may. */
  readonly forbids: (actor: Actor, command: CommandName, subject: CommandSubject) => RefusalCode | undefined;
}

/** A command handled: recorded now, recorded before, or (dry run) only decided. */
export interface Handled {
  readonly events: readonly RecordedEvent[];
  readonly wouldRecord?: readonly LiaisonEvent[];
  readonly position: number;
  readonly version: number;
  readonly replayed: boolean;
}

/** What a decision goes on from: its locks, and the looks at streams that were taken under them. */
interface Underway {
  readonly held: Held;
  readonly wanted: readonly Lock[];
  readonly looks: LoadsSubjects;
}

/** The id of a command: the same actor and key are the same command. */
export const commandIdOf = ({ kind, id }: Actor, idempotencyKey: string): string =>
  uuidV5(`command ${kind} ${id} ${idempotencyKey}`);

/** Read, fold, decide, append: the one way by which events come into the log. */
export class CommandHandler {
  private readonly queue = new KeyedQueue();

  constructor(private readonly parts: HandlerParts) {}

  async handle<Name extends CommandName>(
    name: Name,
    command: CommandOf<Name>,
    envelope: Envelope,
  ): Promise<Handled | Refusal> {
    const commandId = commandIdOf(envelope.actor, envelope.idempotencyKey);
    const metadata = this.metadataOf(name, command, envelope, commandId);
    if (isRefusal(metadata)) return metadata;
    const stream = streamOf(name, command);
    return this.queue.run(commandId, () =>
      this.queue.run(stream, () => this.underLocks(name, command, envelope, metadata, commandId)),
    );
  }

  /** Which locks the command needs follows from its subject, which another process may change before they are held. */
  private async underLocks<Name extends CommandName>(
    name: Name,
    command: CommandOf<Name>,
    envelope: Envelope,
    metadata: EventMetadata,
    commandId: string,
  ): Promise<Handled | Refusal> {
    const { loaded, locks } = this.parts;
    const [subject, stream] = [subjectOf(name), streamOf(name, command)];
    // The same command may be sent to several processes at once: one handles it, the others answer what it did.
    const itself: Lock = { key: `command ${commandId}`, mode: 'exclusive' };
    for (let attempt = 1; attempt <= DECISIONS_MAX; attempt += 1) {
      // One that is behind names its locks wrongly at worst; that shows as soon as they are held.
      const { state } = await loaded.recent(subject, stream);
      const wanted = [itself, ...locksOf(name, command, state, envelope.actor)];
      const handled = await locks.run(wanted, async (held) => {
        const looks = loaded.once();
        // What will be asked for is asked for at once, so that a store may answer it by one statement.
        const [repeated] = await Promise.all([
          this.repeated(commandId, metadata),
          ...lookAhead(subject, stream, command, state, looks),
        ]);
        return repeated ?? this.decide(name, command, envelope, metadata, commandId, { held, wanted, looks });
      });
      if (handled !== undefined) return handled;
    }
    return refuse('VERSION_CONFLICT');
  }

  private metadataOf<Name extends CommandName>(
    name: Name,
    command: CommandOf<Name>,
    envelope: Envelope,
    commandId: string,
  ): EventMetadata | Refusal {
    const effectiveOn = effectiveDay(envelope, this.parts.now());
    if (isRefusal(effectiveOn)) return effectiveOn;
    const { actor, onBehalfOf, reason, correlationId, causationId, idempotencyKey } = envelope;
    const content = [name, command, envelope.effectiveOn ?? null, reason ?? null];
    return {
      effectiveOn,
      actor: referenceTo(actor),
      ...(onBehalfOf === undefined ? {} : { onBehalfOf: referenceTo(onBehalfOf) }),
      ...(reason === undefined ? {} : { reason }),
      correlationId: correlationId ?? commandId,
      ...(causationId === undefined ? {} : { causationId }),
      command: name,
      idempotencyKey,
      contentDigest: contentDigest(this.parts.log, content),
      policyVersion: this.parts.policyVersion,
    };
  }

  /** The answer this command got before, whatever the decider would say now. */
  private async repeated(
    commandId: string,
    { contentDigest }: EventMetadata,
  ): Promise<Handled | Refusal | undefined> {
    const events = await this.parts.log.readCommand(commandId);
    const last = events.at(-1);
    if (last === undefined) return undefined;
    if (last.metadata.contentDigest !== contentDigest) return refuse('IDEMPOTENCY_KEY_REUSED');
    if (last.type === 'CommandFoundSatisfied') {
      return { events: [], position: last.data.position, version: last.data.version, replayed: true };
    }
    return { events, position: last.position, version: last.revision, replayed: true };
  }

  /** Undefined where the subject has come to need other locks than those that are held. */
  private async decide<Name extends CommandName>(
    name: Name,
    command: CommandOf<Name>,
    envelope: Envelope,
    metadata: EventMetadata,
    commandId: string,
    { held, wanted, looks: firstLooks }: Underway,
  ): Promise<Handled | Refusal | undefined> {
    const subject = subjectOf(name);
    const stream = streamOf(name, command);
    for (let attempt = 1; ; attempt += 1) {
      const looks = attempt === 1 ? firstLooks : this.parts.loaded.once();
      const loaded = await looks.load(subject, stream);
      if (!covers(wanted, locksOf(name, command, loaded.state, envelope.actor))) return undefined;
      const events = await this.decideOnce(name, command, envelope, metadata, loaded, looks);
      if (isRefusal(events)) return events;
      const dryRun = envelope.dryRun === true;
      if (events.length === 0) {
        const unchanged = await this.unchanged(loaded.revision);
        if (dryRun) return { ...unchanged, wouldRecord: [] };
        held.check();
        return this.foundSatisfied(unchanged, stream, commandId, metadata);
      }
      const taken = await this.parts.reservations.claim(events, commandId, metadata, dryRun);
      if (taken !== undefined) return taken;
      if (dryRun) return { ...(await this.unchanged(loaded.revision)), wouldRecord: events };
      held.check();
      const expected = loaded.revision < 0 ? 'none' : loaded.revision;
      const appended = await this.parts.log.append({ commandId, stream, events, metadata, expected });
      if (appended.outcome === 'appended') {
        const { position, revision: version, replayed } = appended;
        this.parts.loaded.follow(subject, stream, loaded, appended.events);
        return { events: appended.events, position, version, replayed };
      }
      if (attempt === DECISIONS_MAX) return refuse('VERSION_CONFLICT', { actual: String(appended.actual) });
    }
  }

  /** The answer of a command that records nothing: the state that it was decided on. */
  private async unchanged(version: number): Promise<Handled> {
    return { events: [], position: await this.parts.log.head(), version, replayed: false };
  }

  /** Remembers the answer of a command that changes nothing, so that its key answers the same for ever. */
  private async foundSatisfied(
    answer: Handled,
    subjectStream: string,
    commandId: string,
    metadata: EventMetadata,
  ): Promise<Handled> {
    // The digest tells the reason already; said again it would need the key of a person who may be erased.
    const { reason: _, ...remembered } = metadata;
    const { command } = metadata;
    // A process asks again by itself, with a key of its own for each state it has seen.
    if (INTERNAL.has(command)) return answer;
    const data = { command, subjectStream, version: answer.version, position: answer.position };
    const events = [{ type: 'CommandFoundSatisfied' as const, data }];
    await this.parts.log.append({
      commandId,
      stream: `command-${commandId}`,
      events,
      metadata: remembered,
      expected: 'none',
    });
    return answer;
  }

  private async decideOnce<Name extends CommandName>(
    name: Name,
    command: CommandOf<Name>,
    { actor, expectedVersion }: Envelope,
    { effectiveOn }: EventMetadata,
    { state, revision }: Loaded<States[keyof States]>,
    loaded: LoadsSubjects,
  ): Promise<readonly LiaisonEvent[] | Refusal> {
    const contact = 'standing' in state ? { contact: state } : {};
    const about = await commandSubject(name, command, state, loaded);
    const forbidden = this.parts.forbids(actor, name, about);
    if (forbidden !== undefined) return { ...refuse(forbidden), denied: relationIn(about) };
    if (expectedVersion !== undefined && revision >= 0 && expectedVersion !== revision) {
      return refuse('VERSION_CONFLICT', { expected: String(expectedVersion), actual: String(revision) });
    }
    const occasion = { now: this.parts.now(), effectiveOn, actor, ...contact };
    const around = await gatherCircumstances(name, command, occasion, { ...this.parts, loaded });
    return decide(name, command, state, around);
  }
}

/** What a denial was about, as far as records of use tell it. */
const relationIn = ({ partnerOrganizationId }: CommandSubject): NonNullable<Refusal['denied']> =>
  partnerOrganizationId === undefined ? {} : { partnerOrganizationId };
