import { ACTOR_KINDS } from '../../auth/actor-kinds';
import { loadLocalKey } from '../../auth/local-key';
import { signLocalToken } from '../../auth/local-tokens';
import type { Actor } from '../../domain/actor';
import type { RunningServer } from '../../server';
import type { Config } from '../config';
import { type Demo, demoOf } from './load-demo';

const TOKEN_HOURS = 12;

/** What `npm start` prints: the address, a token for each kind of actor, one request to begin with. */
export const demoBanner = async ({ url, liaison }: RunningServer, config: Config): Promise<string> => {
  const demo = demoOf(liaison);
  const key = loadLocalKey(config.dataFolder);
  const lifetimeSeconds = TOKEN_HOURS * 3_600;
  const tokens = await Promise.all(
    ACTOR_KINDS.map(async (kind) => ({
      kind,
      token: await signLocalToken({ actor: demoActor(kind, demo), key, lifetimeSeconds }),
    })),
  );
  const first = tokens.find(({ kind }) => kind === 'CHANNEL_MANAGER')?.token ?? '';
  return [
    '',
    `Liaison is running. GraphQL, GraphiQL and subscriptions: ${url}`,
    '',
    `Tokens for trying out (header "Authorization: Bearer …"), valid for ${TOKEN_HOURS} hours:`,
    ...tokens.map(({ kind, token }) => `\n  ${kind}\n  ${token}`),
    '',
    'A first request, as the channel manager:',
    '',
    firstRequest(url, first, demo),
    '',
    `Data folder: ${config.dataFolder}. Ctrl-C stops the server. Next: docs/quickstart.md`,
    '',
  ].join('\n');
};

const demoActor = (kind: Actor['kind'], { partnerOrganizationId, userId, managerId }: Demo): Actor => {
  const scopes = ['opportunity:read', 'account:read'];
  if (kind === 'PARTNER_ADMINISTRATOR')
    return { kind, id: 'demo|ines', contactId: managerId, partnerOrganizationId, scopes };
  if (kind === 'PARTNER_USER')
    return { kind, id: 'demo|tomas', contactId: userId, partnerOrganizationId, scopes };
  return { kind, id: `demo-${kind.toLowerCase().replaceAll('_', '-')}` };
};

const firstRequest = (url: string, token: string, { partnerOrganizationId }: Demo): string => {
  const contacts = 'totalCount nodes { id name { display } flavor }';
  const query = `{ partnerContacts(partnerId: "${partnerOrganizationId}") { ${contacts} } }`;
  return [
    `curl ${url} \\`,
    `  -H 'content-type: application/json' \\`,
    `  -H 'authorization: Bearer ${token}' \\`,
    `  -d '${JSON.stringify({ query })}'`,
  ].join('\n');
};
