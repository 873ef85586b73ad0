import type { IncomingMessage } from 'node:http';
import { andThen, type Soon } from '../../../projections/soon';
import type { Identity } from '../../auth/identity';
import { IdentityError } from '../../auth/identity';
import { addressKey } from '../limits/address-key';
import { REFUSAL_COST } from '../limits/bounds';
import type { Payer } from '../limits/rate-limit';
import { type AdmittedRequest, admit, rateLimited } from './admission';
import type { Breakable } from './breaker';
import { contentProblem, readJson } from './json-body';
import { type Operation, operationFor, type Runtime, type Transport } from './operation';
import { mayConnect } from './origins';
import { type Checked, type Problem, problem } from './problem';
import { PURPOSE_HEADER, purposeFrom } from './purpose';

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

const NOT_FROM_THERE: Problem = problem(
  403,
  'ORIGIN_NOT_ALLOWED',
  'Pages of this origin may not call this server.',
);

/** What a request over HTTP asks to run, and what is needed to run it. */
export interface Prepared<Context extends object> {
  readonly request: AdmittedRequest['request'];
  readonly operation: Operation<Context>;
}

/** What a request has come by. */
interface Via {
  readonly transport: Transport;
  readonly correlationId: string;
  readonly controller: Breakable;
}

/**
 * Everything that is asked of a request before its operation runs: the same for answers and for event
 * streams.
 */
export const prepare = <Context extends object>(
  runtime: Runtime<Context>,
  incoming: IncomingMessage,
  via: Via,
): Soon<Checked<Prepared<Context>>> => {
  const unfit = headersProblem(runtime, incoming);
  if (unfit !== undefined) return { problem: unfit };
  return andThen(identityOf(runtime, incoming, via.correlationId), (identified) => {
    if ('problem' in identified) return identified;
    return readJson(incoming, runtime.limits.bodyBytesMax).then((body) =>
      'problem' in body ? body : preparedFrom(runtime, incoming, via, identified.value, body.value),
    );
  });
};

const headersProblem = <Context extends object>(
  { work, options }: Runtime<Context>,
  incoming: IncomingMessage,
): Problem | undefined => {
  if (work.stopping.aborted) return STOPPING;
  if (!mayConnect(incoming.headers, options.allowedOrigins)) return NOT_FROM_THERE;
  return contentProblem(incoming);
};

const preparedFrom = <Context extends object>(
  runtime: Runtime<Context>,
  incoming: IncomingMessage,
  { transport, correlationId, controller }: Via,
  identity: Identity | undefined,
  body: unknown,
): Checked<Prepared<Context>> => {
  const admitted = admit(runtime, payerOf(incoming, identity), body);
  if ('problem' in admitted) return admitted;
  const purpose = purposeFrom(incoming.headers[PURPOSE_HEADER]);
  if ('problem' in purpose) return purpose;
  const { request, admission } = admitted.value;
  const caller = { transport, correlationId, controller, identity, purpose: purpose.value };
  return { value: { request, operation: operationFor(runtime, caller, request, admission) } };
};

/** Who pays for what comes with a request. */
export const payerOf = ({ socket }: IncomingMessage, identity: Identity | undefined): Payer => ({
  actor: identity?.actor,
  // Only who has no actor pays by its address.
  address: identity === undefined ? addressKey(socket.remoteAddress) : '',
});

const identityOf = <Context extends object>(
  { options, rate }: Runtime<Context>,
  incoming: IncomingMessage,
  correlationId: string,
): Soon<Checked<Identity | undefined>> => {
  const identified = options.identify(incoming.headers.authorization);
  if (!(identified instanceof Promise)) return { value: identified };
  return identified.then(
    (value) => ({ value }),
    (fault: unknown) => {
      if (!(fault instanceof IdentityError)) throw fault;
      const wait = rate.charge(payerOf(incoming, undefined), REFUSAL_COST);
      if (wait === undefined) options.onUnidentified?.(correlationId, fault.actor);
      return { problem: wait === undefined ? NOT_IDENTIFIED : rateLimited(wait) };
    },
  );
};
