import type { Actor } from '../../domain/actor';
import type { CommandName, CommandOf } from '../../domain/commands';
import type { Refusal } from '../../domain/decision';
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
  if (outcome.outcome === 'refused') return new Refused(withInputPaths(outcome.refusal));
  return show(outcome, await presentView(context.liaison));
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
