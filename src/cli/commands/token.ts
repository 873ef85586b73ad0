import { type Command, Option } from 'commander';
import { ACTOR_KINDS } from '../../auth/actor-kinds';
import { loadLocalKey } from '../../auth/local-key';
import { LOCAL_TOKEN_AGE_MAX_S, signLocalToken } from '../../auth/local-tokens';
import { isPartnersOwn } from '../../auth/policy';
import type { Actor } from '../../domain/actor';
import { readConfig } from '../config';
import { UsageError } from '../failure';

interface TokenOptions {
  readonly as: string;
  readonly id?: string;
  readonly contact?: string;
  readonly partner?: string;
  readonly scopes?: string;
  readonly hours: string;
}

/** `channel-manager` for `CHANNEL_MANAGER`, as it is written on the command line. */
const wordOf = (kind: string): string => kind.toLowerCase().replaceAll('_', '-');

/** `liaison token`: a token signed with the key in the data folder, for trying out. */
export const addToken = (program: Command): void => {
  program
    .command('token')
    .description('Print a local token for trying out; a production server takes none.')
    .addOption(
      new Option('--as <kind>', 'who the token stands for')
        .choices(ACTOR_KINDS.map(wordOf))
        .makeOptionMandatory(),
    )
    .option('--id <id>', 'stable id of the actor; its kind where absent')
    .option('--contact <uuid>', 'the contact the actor is (a partner’s people)')
    .option('--partner <uuid>', 'the partner organization the actor belongs to')
    .option('--scopes <list>', 'scopes of a partner’s person, separated by commas')
    .option('--hours <number>', `hours until the token ends, at most ${LOCAL_TOKEN_AGE_MAX_S / 3600}`, '12')
    .action(async (options: TokenOptions) => {
      const config = readConfig(process.env);
      if (config.production)
        throw new UsageError('expected LIAISON_ENV=development, got production: no local tokens');
      const lifetimeSeconds = hoursOf(options.hours) * 3_600;
      const key = loadLocalKey(config.dataFolder);
      process.stdout.write(`${await signLocalToken({ actor: actorOf(options), key, lifetimeSeconds })}\n`);
    });
};

const hoursOf = (text: string): number => {
  const hours = Number(text);
  const most = LOCAL_TOKEN_AGE_MAX_S / 3_600;
  if (!(hours > 0 && hours <= most))
    throw new UsageError(`--hours: expected a number up to ${most}, got ${text}`);
  return hours;
};

const actorOf = ({ as, id, contact, partner, scopes }: TokenOptions): Actor => {
  const kind = ACTOR_KINDS.find((known) => wordOf(known) === as);
  if (kind === undefined) throw new UsageError(`--as: expected one of ${ACTOR_KINDS.map(wordOf).join(', ')}`);
  if (isPartnersOwn({ kind }) && (contact === undefined || partner === undefined))
    throw new UsageError(`--as ${as}: expected --contact and --partner of somebody who can log on`);
  return {
    kind,
    id: id ?? as,
    ...(contact === undefined ? {} : { contactId: contact }),
    ...(partner === undefined ? {} : { partnerOrganizationId: partner }),
    ...(scopes === undefined ? {} : { scopes: scopes.split(',').map((scope) => scope.trim()) }),
  };
};
