import type { Actor } from '../../domain/actor';
import { type CommandName, type CommandOf, subjectIdOf } from '../../domain/commands';
import type { Refusal, RefusalCode } from '../../domain/decision';
import type { Done, Envelope, WouldRecord } from '../../handling/outcome';
import type { Context } from '../context';
import type { CommandInput } from '../inputs/command-input';
import { present } from '../present';
import { presentView, type View } from '../read/view';
import { Refused } from './refused';

/** Sends a command and answers its success, as the caller shows it, or its refusal. */
export const sendCommand = async <Name extends CommandName, Success>(
  context: Context,
  name: Name,
  command: CommandOf<Name>,
  input: CommandInput,
  show: (outcome: Done | WouldRecord, view: View) => Success,
): Promise<Success | Refused> => {
  const outcome = await context.liaison.send(name, command, envelopeOf(context, input));
  if (outcome.outcome === 'refused') {
    noteDenial(context, name, subjectIdOf(name, command), outcome.refusal);
    return new Refused(withInputPaths(outcome.refusal));
  }
  return show(outcome, await presentView(context.liaison));
};

/** What the rules of delegation refuse is denied as much as what the policy does not permit. */
const DENIALS: ReadonlySet<RefusalCode> = new Set([
  'FORBIDDEN',
  'OUT_OF_SCOPE',
  'SELF_GRANT_FORBIDDEN',
  'SCOPE_EXCEEDS_GRANTOR',
  'ROLE_NOT_DELEGABLE',
  'LAST_ADMINISTRATOR',
]);

const noteDenial = (
  { use }: Context,
  operation: CommandName,
  subjectId: string,
  { refused, denied }: Refusal,
): void => {
  if (denied === undefined && !DENIALS.has(refused)) return;
  const { partnerOrganizationId } = denied ?? {};
  use?.denied({ operation, code: refused, subjectId, partnerOrganizationId });
};

/** The actor of a mutation; the guard lets none through without. */
export const actorOf = ({ actor }: Context): Actor => {
  if (actor === undefined)
    throw new Error('expected an actor, got none: the guard must stand before every mutation');
  return actor;
};

const envelopeOf = (
  context: Context,
  { idempotencyKey, expectedVersion, reason, effectiveOn, dryRun }: CommandInput,
): Envelope => ({
  actor: actorOf(context),
  ...present({ idempotencyKey, expectedVersion, reason, effectiveOn, dryRun }),
  correlationId: context.correlationId,
});

/** A decider names fields of its command; a client knows them as fields of the argument. */
const withInputPaths = (refusal: Refusal): Refusal =>
  refusal.fieldErrors === undefined
    ? refusal
    : {
        ...refusal,
        fieldErrors: refusal.fieldErrors.map(({ path, message }) => ({
          path: `input.${path.replace(/\.channelId$/, '.id')}`,
          message,
        })),
      };
