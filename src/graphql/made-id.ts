import type { Context } from './context';
import type { CommandInput } from './inputs/command-input';
import type { InviteInput } from './inputs/invite-input';
import { actorOf } from './outcomes/send-command';

/** The id of what a command makes: the same command, sent again, makes the same thing. */
export const madeId = (context: Context, { idempotencyKey }: CommandInput, what: string): string =>
  context.liaison.idFor(actorOf(context), idempotencyKey, what);

/** The invitation that a command is to issue, with its id. */
export const invitationOf = (
  context: Context,
  input: CommandInput,
  invite: InviteInput | null | undefined,
): { readonly invitationId: string; readonly expiresAt: string } | undefined =>
  invite === null || invite === undefined
    ? undefined
    : { invitationId: madeId(context, input, 'invitation'), expiresAt: invite.expiresAt };
