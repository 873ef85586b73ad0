import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../../src/cli/config';
import { loadDemo } from '../../../src/cli/demo/load-demo';
import type { Actor } from '../../../src/domain/actor';
import type { CommandName, CommandOf } from '../../../src/domain/commands';
import type { LogFields, Logger } from '../../../src/graphql/transport/logger';
import type { Liaison } from '../../../src/handling/liaison';
import { type RunningServer, startServer } from '../../../src/server';
import { AUDIENCE } from './issuer';

const ADMINISTRATOR: Actor = { kind: 'ADMINISTRATOR', id: 'test' };

export const employees = (issuer: string, more: object = {}): object => ({
  name: 'staff',
  kind: 'employees',
  issuer,
  audience: AUDIENCE,
  algorithms: ['RS256'],
  jwks: 'discovery',
  rolesClaim: 'roles',
  kinds: {
    'liaison-admins': 'ADMINISTRATOR',
    'liaison-owners': 'ADMINISTRATOR',
    'channel-team': 'CHANNEL_MANAGER',
    'sales-team': 'SALES_REPRESENTATIVE',
  },
  ...more,
});

export const partners = (issuer: string, more: object = {}): object => ({
  name: 'partners',
  kind: 'partners',
  issuer,
  audience: AUDIENCE,
  algorithms: ['RS256'],
  jwks: 'discovery',
  ...more,
});

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** The whole product with demo data on a free port, with what it logs. */
export interface ProductServer {
  readonly url: string;
  readonly folder: string;
  readonly liaison: Liaison;
  readonly logged: () => string;
  /** Asks who the token makes one: the name of the operation is not what counts. */
  ask(authorization: string, query?: string): Promise<Answer>;
  send<Name extends CommandName>(name: Name, command: CommandOf<Name>): Promise<void>;
  close(): Promise<void>;
}

export const startProduct = async (
  issuers: readonly object[],
  environment: Readonly<Record<string, string>> = {},
): Promise<ProductServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'liaison-oidc-'));
  const file = join(folder, 'issuers.json');
  writeFileSync(file, JSON.stringify(issuers));
  const lines: string[] = [];
  const settings = { LIAISON_DATA: join(folder, 'data'), LIAISON_PORT: '0', LIAISON_ISSUERS: file };
  const server: RunningServer = await startServer(
    readConfig({ ...settings, ...environment }),
    keeping(lines),
    async ({ liaison }) => void (await loadDemo(liaison)),
  );
  let keys = 0;
  return {
    url: server.url,
    folder,
    liaison: server.liaison,
    logged: () => lines.join('\n'),
    ask: async (authorization, query = '{ __typename }') => {
      const response = await fetch(server.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: JSON.stringify({ query }),
      });
      return { status: response.status, text: await response.text(), headers: response.headers };
    },
    send: async (name, command) => {
      const outcome = await server.liaison.send(name, command, {
        actor: ADMINISTRATOR,
        idempotencyKey: `test ${keys++}`,
      });
      if (outcome.outcome === 'refused') throw new Error(`${name} was refused: ${outcome.refusal.refused}`);
    },
    close: async () => {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const keeping = (lines: string[]): Logger => {
  const at = (level: string) => (message: string, fields?: LogFields) =>
    void lines.push(JSON.stringify({ level, message, ...fields }));
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
};
