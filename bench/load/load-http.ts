import { setTimeout } from 'node:timers/promises';
import { serveTasks } from '../harness/child';
import { quantile } from '../harness/statistics';
import { type Answer, HttpConnection } from './http-connection';
import { type RepeatedRequest, requestTexts } from './http-request';

/** A load of GraphQL requests on one server. */
export interface HttpLoad {
  readonly port: number;
  readonly connections: number;
  readonly ms: number;
  readonly request: RepeatedRequest;
  /** Sent meanwhile, evenly, and not counted. */
  readonly beside?: { readonly request: RepeatedRequest; readonly perSecond: number };
}

/** What came of it. */
export interface HttpLoaded {
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const HAS_ERROR = /"errors":|"__typename":"Refused"/;

const load = async ({ port, connections, ms, request, beside }: HttpLoad): Promise<HttpLoaded> => {
  const nextText = requestTexts(request);
  const opened = await Promise.all(Array.from({ length: connections }, () => HttpConnection.open(port)));
  const times: number[] = [];
  const begin = performance.now();
  const until = begin + ms;
  await Promise.all([
    ...opened.map(async (connection) => {
      for (let now = performance.now(); now < until; ) {
        const answer = await connection.send(nextText());
        const after = performance.now();
        times.push(after - now);
        now = after;
        requireGood(answer);
      }
    }),
    ...(beside === undefined ? [] : [sendEvenly(port, beside, until)]),
  ]).finally(() => {
    for (const connection of opened) connection.close();
  });
  const seconds = (performance.now() - begin) / 1_000;
  return {
    requests: times.length,
    requestsPerSecond: times.length / seconds,
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
  };
};

const sendEvenly = async (
  port: number,
  { request, perSecond }: NonNullable<HttpLoad['beside']>,
  until: number,
): Promise<void> => {
  const connection = await HttpConnection.open(port);
  const nextText = requestTexts(request);
  try {
    for (let next = performance.now(); next < until; next += 1_000 / perSecond) {
      await setTimeout(Math.max(0, next - performance.now()));
      requireGood(await connection.send(nextText()));
    }
  } finally {
    connection.close();
  }
};

const requireGood = ({ status, body }: Answer): void => {
  if (status === 200 && !HAS_ERROR.test(body.toString('latin1', 0, 400))) return;
  throw new Error(`expected an answer without errors, got ${status}: ${body.toString().slice(0, 1_000)}`);
};

/** One request on a connection of its own, answered as JSON. */
const ask = async ({ port, request }: Pick<HttpLoad, 'port' | 'request'>): Promise<unknown> => {
  const connection = await HttpConnection.open(port);
  try {
    const { status, body } = await connection.send(requestTexts(request)());
    const answer: unknown = JSON.parse(body.toString());
    if (status === 200 && typeof answer === 'object' && answer !== null && !('errors' in answer))
      return answer;
    throw new Error(`expected an answer without errors, got ${status}: ${body.toString().slice(0, 1_000)}`);
  } finally {
    connection.close();
  }
};

serveTasks({ load, ask });
