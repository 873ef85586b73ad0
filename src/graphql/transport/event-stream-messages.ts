import type { ExecutionResult } from 'graphql';

/** Messages of the GraphQL over SSE protocol ("distinct connections"). */
export const COMPLETE = 'event: complete\ndata:\n\n';

/** Nothing, which keeps a connection from looking idle; some browsers take headers only with something behind them. */
export const STILL_THERE = ':\n\n';

const [BEGINNING, END] = [Buffer.from('event: next\ndata: '), Buffer.from('\n\n')];

/** One answer. */
export const nextMessage = (result: ExecutionResult): string =>
  `event: next\ndata: ${JSON.stringify(result)}\n\n`;

/** Answers that are JSON already. */
export const nextMessages = (texts: readonly Buffer[]): Buffer =>
  Buffer.concat(texts.flatMap((text) => [BEGINNING, text, END]));
