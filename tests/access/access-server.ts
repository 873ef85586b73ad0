import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';
import { loadLocalKey } from '../../src/auth/local-key';
import { signLocalToken } from '../../src/auth/local-tokens';
import { readConfig } from '../../src/cli/config';
import type { Product } from '../../src/compose';
import type { Actor } from '../../src/domain/actor';
import type { CommandName, CommandOf } from '../../src/domain/commands';
import type { LogFields, Logger } from '../../src/graphql/transport/logger';
import { startServer } from '../../src/server';
import { ownMs } from './own-time';

export const administrator: Actor = { kind: 'ADMINISTRATOR', id: 'employee-1' };
export const auditor: Actor = { kind: 'AUDITOR', id: 'employee-2' };
const SCOPES = ['opportunity:read'];

/** A GraphQL answer over HTTP. */
export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into by the test that asked.
  readonly body: any;
}

/** The whole product on a free port. */
export interface AccessServer {
  readonly url: string;
  readonly folder: string;
  readonly product: Product;
  readonly lines: readonly string[];
  tokenOf(actor: Actor, lifetimeSeconds?: number, nowMs?: number): Promise<string>;
  ask(
    token: string | undefined,
    query: string,
    headers?: Record<string, string>,
    variables?: object,
  ): Promise<HttpAnswer>;
  /** Sends a command as the administrator and fails where it is refused. */
  send<Name extends CommandName>(name: Name, command: CommandOf<Name>): Promise<void>;
  close(): Promise<void>;
}

export const startAccessServer = async (environment: Record<string, string> = {}): Promise<AccessServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'liaison-access-'));
  const lines: string[] = [];
  const products: Product[] = [];
  const config = readConfig({
    LIAISON_DATA: folder,
    LIAISON_PORT: '0',
    LIAISON_SHUTDOWN_GRACE_MS: '200',
    ...environment,
  });
  const server = await startServer(config, keeping(lines), async (product) => void products.push(product));
  const key = loadLocalKey(folder);
  let keys = 0;
  return {
    url: server.url,
    folder,
    product: products[0] as Product,
    lines,
    tokenOf: (actor, lifetimeSeconds = 600, nowMs = Date.now()) =>
      signLocalToken({ actor, key, lifetimeSeconds, nowMs }),
    ask: async (token, query, headers = {}, variables = {}) => {
      const answer = await fetch(server.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...bearer(token), ...headers },
        body: JSON.stringify({ query, variables }),
      });
      const text = await answer.text();
      return { status: answer.status, text, body: JSON.parse(text) };
    },
    send: async (name, command) => {
      const envelope = { actor: administrator, idempotencyKey: `access ${keys++}` };
      const outcome = await server.liaison.send(name, command, envelope);
      if (outcome.outcome === 'refused') throw new Error(`${name} was refused: ${outcome.refusal.refused}`);
    },
    close: async () => {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const bearer = (token: string | undefined): Record<string, string> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` };

const keeping = (lines: string[]): Logger => {
  const at = (level: string) => (message: string, fields?: LogFields) =>
    void lines.push(JSON.stringify({ level, message, ...fields }));
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
};

/** An id that tells what it is of and which one. */
export const idOf = (what: number, which: number): string =>
  `${String(what).repeat(8).slice(0, 8)}-0000-4000-8000-${String(which).padStart(12, '0')}`;

/** The role that every user of these tests holds. */
export const withRole = ({ send }: AccessServer): Promise<void> =>
  send('defineRole', {
    code: 'SELLER',
    name: 'Seller',
    kind: 'MEMBER',
    delegable: true,
    levelCeiling: 'EDIT',
    scopes: SCOPES,
  });

export const withOrganization = async (
  { send }: AccessServer,
  partnerOrganizationId: string,
): Promise<void> => {
  await send('registerPartnerOrganization', { partnerOrganizationId, name: 'Northwind' });
  await send('activatePartnerOrganization', { partnerOrganizationId });
};

/** A user of the organization who can sign in; answers who it is to the server. */
export const withUser = async (
  { send }: AccessServer,
  contactId: string,
  partnerOrganizationId: string,
  expiresAt?: string,
): Promise<Actor> => {
  const value = `${contactId}@northwind.example`;
  const channel = { channelId: contactId, kind: 'EMAIL' as const, preferred: true, doNotContact: false };
  await send('registerContact', {
    contactId,
    name: { given: 'Zdenka', family: 'Quillfeather' },
    channels: [{ ...channel, value }],
  });
  await send('affiliateContact', {
    contactId,
    organizationId: partnerOrganizationId,
    organizationKind: 'PARTNER',
  });
  await send('assignPartnerRole', { contactId, roleCode: 'SELLER' });
  const until = expiresAt === undefined ? {} : { expiresAt };
  await send('grantPartnerUserAccess', { contactId, login: value, scopes: SCOPES, ...until });
  await send('linkIdentity', { contactId, issuer: 'https://login.partner.example', subject: contactId });
  return { kind: 'PARTNER_USER', id: `user ${contactId}`, contactId, partnerOrganizationId, scopes: SCOPES };
};

/** A WebSocket that has said whose it is, and when and why it was closed. */
export interface LiveSocket {
  readonly socket: WebSocket;
  // biome-ignore lint/suspicious/noExplicitAny: messages are looked into by the test.
  readonly messages: any[];
  readonly closed: Promise<{ readonly code: number; readonly reason: string; readonly atMs: number }>;
  send(message: object): void;
}

export const openSocket = async ({ url }: AccessServer, token: string): Promise<LiveSocket> => {
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws', { autoPong: true });
  const messages: unknown[] = [];
  const closed = new Promise<{ code: number; reason: string; atMs: number }>((resolve) => {
    socket.once('close', (code, reason) => resolve({ code, reason: String(reason), atMs: ownMs() }));
  });
  const acknowledged = new Promise<void>((resolve, reject) => {
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as { readonly type: string };
      messages.push(message);
      if (message.type === 'connection_ack') resolve();
    });
    socket.once('error', reject);
    socket.once('close', (code) => reject(new Error(`closed with ${code}`)));
  });
  socket.once('open', () =>
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } })),
  );
  await acknowledged;
  return { socket, messages, closed, send: (message) => socket.send(JSON.stringify(message)) };
};

/** An event stream, read to its end. */
export const readStream = async (
  { url }: AccessServer,
  token: string,
  query: string,
): Promise<{ readonly text: string; readonly atMs: number }> => {
  const answer = await fetch(`${url}/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...bearer(token) },
    body: JSON.stringify({ query }),
  });
  const text = await answer.text();
  return { text, atMs: ownMs() };
};
