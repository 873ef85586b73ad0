import type { CascadeCompleted } from '../../events';
import { type CascadeName, type OpenCascade, openCascades } from '../../projections/open-cascades/project';
import type { Actor } from '../domain/actor';
import type { CommandName, CommandOf } from '../domain/commands';
import { uuidV5 } from '../store/event-id';
import { contactIds } from './contact-ids';
import type { Liaison } from './liaison';

/** How many consequences are recorded side by side. */
export const CONSEQUENCES_AT_ONCE = 32;
const CASCADES_PER_ROUND = 100;

/** One consequence: a command to one contact. */
type Consequence = {
  readonly [Name in CommandName]: { readonly command: Name; readonly content: CommandOf<Name> };
}['endPartnership' | 'changeResourceManager'];

/** What each cascade makes necessary (domain.md, section 5). */
const CONSEQUENCES: Readonly<
  Record<CascadeName, (liaison: Liaison, cascade: OpenCascade) => AsyncIterable<Consequence>>
> = {
  'end-partnerships': async function* (liaison, { partnerOrganizationId, recordedAt }) {
    for await (const contactId of contactIds(liaison.models, 'partner_id', partnerOrganizationId)) {
      const content = { contactId, partnerOrganizationId, recordedUntil: recordedAt };
      yield { command: 'endPartnership', content };
    }
  },
  'follow-new-head': async function* (_liaison, { headId, formerHeadId }) {
    if (headId === undefined) return;
    yield { command: 'changeResourceManager', content: { contactId: headId } };
    if (formerHeadId === undefined) return;
    yield { command: 'changeResourceManager', content: { contactId: formerHeadId, managerId: headId } };
  },
};

/** Who records the consequences of a cascade. */
const actorOf = (cascade: CascadeName): Actor => ({ kind: 'SERVICE', id: `process:${cascade}` });

/** Takes up what is under way: records every missing consequence and then that the cascade is complete. */
export const runOpenCascades = async (liaison: Liaison): Promise<number> => {
  const open = await liaison.models.select(openCascades, await liaison.models.current(), (rows) =>
    rows.orderBy('row.position').limit(CASCADES_PER_ROUND),
  );
  for (const { row } of open) await runCascade(liaison, row);
  return open.length;
};

const runCascade = async (liaison: Liaison, cascade: OpenCascade): Promise<void> => {
  let consequences = 0;
  let batch: Promise<void>[] = [];
  for await (const consequence of CONSEQUENCES[cascade.cascade](liaison, cascade)) {
    consequences += 1;
    batch.push(record(liaison, cascade, consequence));
    if (batch.length < CONSEQUENCES_AT_ONCE && cascade.cascade !== 'follow-new-head') continue;
    await Promise.all(batch);
    batch = [];
  }
  await Promise.all(batch);
  await complete(liaison, cascade, consequences);
};

/** Sends one consequence; the key follows from trigger and contact, so that a restart records nothing twice. */
const record = async (
  liaison: Liaison,
  { cascade, triggerId, correlationId }: OpenCascade,
  { command, content }: Consequence,
): Promise<void> => {
  const outcome = await liaison.send(command, content, {
    actor: actorOf(cascade),
    idempotencyKey: `${cascade}:${triggerId}:${content.contactId}`,
    correlationId,
    causationId: triggerId,
    reason: cascade,
  });
  // A contact that has left, or lost its role, in the meantime needs the consequence no more.
  if (outcome.outcome === 'refused' && !SUPERSEDED.has(outcome.refusal.refused)) {
    throw new Error(
      `cascade ${cascade} of event ${triggerId}: ${command} was refused with ${outcome.refusal.refused}`,
    );
  }
};

const SUPERSEDED: ReadonlySet<string> = new Set([
  'NOT_FOUND',
  'NOT_A_PARTNER_CONTACT',
  'NOT_A_RESOURCE',
  'MANAGER_NOT_IN_ORG',
  'PARTNER_ORG_NOT_ACTIVE',
]);

const complete = async (
  liaison: Liaison,
  { cascade, triggerId, correlationId }: OpenCascade,
  consequences: number,
): Promise<void> => {
  const completed: CascadeCompleted = {
    type: 'CascadeCompleted',
    data: { cascade, triggerId, consequences },
  };
  await liaison.log.append({
    commandId: uuidV5(`completed ${cascade}`, triggerId),
    stream: `cascade-${cascade}-${triggerId}`,
    events: [completed],
    metadata: {
      effectiveOn: liaison.now().slice(0, 10),
      actor: { kind: 'SERVICE', id: `process:${cascade}` },
      correlationId,
      causationId: triggerId,
      command: 'completeCascade',
      idempotencyKey: `${cascade}:${triggerId}`,
      contentDigest: liaison.log.digest(cascade),
      policyVersion: liaison.policyVersion,
    },
    expected: 'none',
  });
};
