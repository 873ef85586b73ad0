import type { Actor } from '../domain/actor';
import { type CommandName, INTERNAL_COMMANDS } from '../domain/commands';
import type { RefusalCode } from '../domain/decision';
import { allowed, denial } from './policy';
import { rightOf } from './policy/operations';
import { isManagedBy, relationOf } from './relation';

/** What a command is about, as the streams say. */
interface CommandSubject {
  readonly partnerOrganizationId?: string;
  readonly channelManagerId?: string;
  readonly contactId?: string;
  readonly elsewhere?: boolean;
}

const INTERNAL: ReadonlySet<string> = new Set(INTERNAL_COMMANDS);

/**
 * Why the actor may not send the command about this subject; undefined where it may. Whether its kind may
 * send it at all is asked where requests come in: programs of the product itself come from elsewhere.
 */
export const forbids = (
  actor: Actor,
  command: CommandName,
  subject: CommandSubject,
): RefusalCode | undefined => {
  if (INTERNAL.has(command)) return actor.kind === 'SERVICE' ? undefined : 'FORBIDDEN';
  if (allowed(actor, command) !== 'ALLOW') return isTrusted(actor) ? undefined : 'FORBIDDEN';
  const managed = isManagedBy(actor, subject.channelManagerId);
  return denial(actor.kind, rightOf(command), relationOf(actor, { ...subject, managed }));
};

/** The importer and the demo are programs of whoever runs the server. */
const isTrusted = ({ kind }: Actor): boolean => kind === 'SERVICE';
