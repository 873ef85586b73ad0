import type { ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';

/** A request that is not run, and why: always a 4xx but where the server itself cannot. */
export interface Problem {
  readonly status: number;
  readonly errors: readonly GraphQLError[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A problem with one error. */
export const problem = (
  status: number,
  code: string,
  message: string,
  headers?: Readonly<Record<string, string>>,
): Problem => ({
  status,
  errors: [new GraphQLError(message, { extensions: { code } })],
  ...(headers === undefined ? {} : { headers }),
});

/** A value, or the problem that stands in its place. */
export type Checked<Value> = { readonly value: Value } | { readonly problem: Problem };

/** Answers in JSON; nothing an API answers may be kept or guessed at by a browser. */
export const sendJson = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void => {
  if (response.headersSent || response.destroyed) return;
  const text = `${JSON.stringify(body)}\n`;
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(response.req.method === 'HEAD' ? undefined : text);
};

/** Settles when the answer has left, or nobody is there to get it. */
export const closeOf = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    response.once('finish', resolve).once('close', resolve);
  });

/** Answers the problem in the form of a GraphQL response. */
export const sendProblem = (response: ServerResponse, { status, errors, headers }: Problem): void =>
  sendJson(response, status, { errors }, headers);
