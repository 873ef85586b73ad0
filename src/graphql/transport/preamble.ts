import type { IncomingMessage } from 'node:http';
import type { Identity } from '../../auth/identity';
import { IdentityError } from '../../auth/identity';
import type { OperationRequest } from '../limits/gate';
import { contentProblem, readJson } from './json-body';
import { type Operation, operationFor, type Runtime, type Transport } from './operation';
import { operationRequestFrom } from './operation-request';
import { type Checked, type Problem, problem } from './problem';

/** The answer to credentials that will not do; it never says why. */
export const NOT_IDENTIFIED: Problem = problem(
  401,
  'UNAUTHENTICATED',
  'The token is not valid. Send a current one.',
  {
    'www-authenticate': 'Bearer error="invalid_token"',
  },
);
const STOPPING: Problem = problem(503, 'SERVER_STOPPING', 'The server is stopping. Try again soon.', {
  connection: 'close',
  'retry-after': '1',
});

/** What a request over HTTP asks to run, and what is needed to run it. */
export interface Prepared<Context extends object> {
  readonly request: OperationRequest;
  readonly operation: Operation<Context>;
}

/**
 * Everything that is asked of a request before its operation runs: the same for answers and for event
 * streams.
 */
export const prepare = async <Context extends object>(
  runtime: Runtime<Context>,
  incoming: IncomingMessage,
  via: {
    readonly transport: Transport;
    readonly correlationId: string;
    readonly controller: AbortController;
  },
): Promise<Checked<Prepared<Context>>> => {
  if (runtime.work.stopping.aborted) return { problem: STOPPING };
  const content = contentProblem(incoming);
  if (content !== undefined) return { problem: content };
  const identified = await identityOf(runtime, incoming);
  if ('problem' in identified) return identified;
  const body = await readJson(incoming);
  if ('problem' in body) return body;
  const request = operationRequestFrom(body.value);
  if ('problem' in request) return request;
  const admission = runtime.gate(request.value);
  if (!admission.admitted) return { problem: { status: 400, errors: admission.errors } };
  const operation = operationFor(runtime, { ...via, identity: identified.value }, request.value, admission);
  return { value: { request: request.value, operation } };
};

const identityOf = async <Context extends object>(
  { options }: Runtime<Context>,
  { headers }: IncomingMessage,
): Promise<Checked<Identity | undefined>> => {
  try {
    return { value: await options.identify(headers.authorization) };
  } catch (fault) {
    if (fault instanceof IdentityError) return { problem: NOT_IDENTIFIED };
    throw fault;
  }
};
