import { GraphQLError } from 'graphql';
import { REFUSAL_COST } from '../limits/bounds';
import type { Admitted, OperationRequest } from '../limits/gate';
import type { Payer } from '../limits/rate-limit';
import type { Runtime } from './operation';
import { operationRequestFrom } from './operation-request';
import type { Checked, Problem } from './problem';

/** A request that may be run and is paid for. */
export interface AdmittedRequest {
  readonly request: OperationRequest & { readonly query: string };
  readonly admission: Admitted;
}

/** Lets a request in on every transport: its form, the gate, and what its payer may still spend. */
export const admit = <Context extends object>(
  { gate, rate }: Runtime<Context>,
  payer: Payer,
  body: unknown,
): Checked<AdmittedRequest> => {
  const exhausted = rate.waitSeconds(payer);
  if (exhausted !== undefined) return { problem: rateLimited(exhausted) };
  const request = operationRequestFrom(body);
  const admission = 'problem' in request ? undefined : gate(request.value);
  const wait = rate.charge(payer, admission?.admitted ? admission.cost : REFUSAL_COST);
  if (wait !== undefined) return { problem: rateLimited(wait) };
  if ('problem' in request) return request;
  if (!admission?.admitted) return { problem: { status: 400, errors: admission?.errors ?? [] } };
  return { value: { request: { ...request.value, query: admission.query }, admission } };
};

/** The answer to somebody who asks for too much in too short a time. */
export const rateLimited = (retryAfterSeconds: number): Problem => ({
  status: 429,
  errors: [
    new GraphQLError(`Too much in too short a time. Try again in ${retryAfterSeconds} s.`, {
      extensions: { code: 'RATE_LIMITED', retryAfterSeconds },
    }),
  ],
  headers: { 'retry-after': String(retryAfterSeconds) },
});
