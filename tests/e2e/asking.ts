import { loadLocalKey } from '../../src/auth/local-key';
import { signLocalToken } from '../../src/auth/local-tokens';
import type { Actor } from '../../src/domain/actor';

const TOKEN_S = 3_600;
const JSON_TYPE = 'application/json';

// What GraphQL answers has the shape of the question, which the compiler does not know.
// biome-ignore lint/suspicious/noExplicitAny: see above
export type Data = any;

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly data: Data;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: unknown;
    readonly extensions: Data;
  }[];
}

/** Where to ask, and as whom. */
export interface Client {
  readonly url: string;
  readonly token: string;
  /** Sends any body and answers whatever comes. */
  post(body: string): Promise<Answer>;
  /** Asks and expects data without errors. */
  ask(query: string, variables?: object): Promise<Data>;
  /** Asks whatever it may be. */
  tryAsk(query: string, variables?: object): Promise<Answer>;
  /** Sends a mutation on a contact, a partner organization, a role or an account. */
  send(mutation: string, input: object): Promise<Data>;
  /** Sends a mutation that must not be refused. */
  done(mutation: string, input: object): Promise<Data>;
}

/** Somebody with a local token of the data folder. */
export const clientOf = async (
  { url, folder }: { readonly url: string; readonly folder: string },
  actor: Actor = { kind: 'ADMINISTRATOR', id: 'employee-1' },
): Promise<Client> =>
  clientWith(url, await signLocalToken({ actor, key: loadLocalKey(folder), lifetimeSeconds: TOKEN_S }));

/** Somebody with this token. */
export const clientWith = (url: string, token: string): Client => {
  const post = async (body: string): Promise<Answer> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': JSON_TYPE, authorization: `Bearer ${token}` },
      body,
    });
    const text = await response.text();
    const { data, errors = [] } = JSON.parse(text);
    return { status: response.status, text, data, errors };
  };
  const tryAsk = (query: string, variables: object = {}) => post(JSON.stringify({ query, variables }));
  const ask = async (query: string, variables: object = {}) => {
    const { data, errors } = await tryAsk(query, variables);
    if (errors.length > 0) throw new Error(`expected data, got ${JSON.stringify(errors)}`);
    return data;
  };
  const send = async (mutation: string, input: object) => {
    const data = await ask(mutationDocument(mutation), { input: { idempotencyKey: nextKey(), ...input } });
    return data[mutation];
  };
  const done = async (mutation: string, input: object) => {
    const answer = await send(mutation, input);
    if (answer.__typename !== 'Refused') return answer;
    throw new Error(
      `expected ${mutation} to be done, got ${answer.code} ${JSON.stringify(answer.fieldErrors)}`,
    );
  };
  return { url, token, post, tryAsk, ask, send, done };
};

let keys = 0;
const nextKey = (): string => `key ${process.pid} ${Date.now()} ${keys++}`;

const CONTACT = `contact {
  id name { display given family } title email flavor canSignIn identityLinked version
  roles { code active from to } access { status login scopes } invitation { id status }
  affiliations { organizationId kind from } manager { id }
}
invitation { id secret expiresAt }`;

const CHANGE =
  'position version replayed dryRun lagging warnings { code } events { type version eventId position data }';

const SELECTIONS: Readonly<Record<string, string>> = {
  Contact: CONTACT,
  PartnerOrganization: 'partnerOrganization { id name status version }',
  Role: '__typename',
  Account: 'account { id name }',
};

const subjectOf = (mutation: string): string =>
  /Organization|ChannelManager|HierarchyHead|AllowedRoles|EmailDomains/.test(mutation)
    ? 'PartnerOrganization'
    : /^(define|retire)Role$/.test(mutation)
      ? 'Role'
      : mutation === 'registerAccount'
        ? 'Account'
        : 'Contact';

/** The document that sends a mutation and asks for everything it can answer. */
export const mutationDocument = (mutation: string): string => {
  const subject = subjectOf(mutation);
  const inputType = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  return `mutation Send($input: ${inputType}!) {
    ${mutation}(input: $input) {
      __typename
      ... on ${subject}Changed { ${CHANGE} ${SELECTIONS[subject]} }
      ... on Refused { code message details { key values } fieldErrors { path message } }
    }
  }`;
};

/** Position of the last event of the log. */
export const headOf = async (client: Client): Promise<string> =>
  (await client.ask('{ status { head } }')).status.head;
