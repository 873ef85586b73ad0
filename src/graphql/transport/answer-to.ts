import type { ExecutionResult } from 'graphql';
import { executeCompiled } from '../execution/compiled-operation';
import { Interrupted } from './interrupted';
import type { Operation } from './operation';

/** The answer of a subscription to one event, within the deadline. */
export const answerTo = async (
  operation: Operation<object>,
  event: unknown,
  deadlineMs: number,
): Promise<ExecutionResult> => {
  const answer = executeCompiled({ ...operation, rootValue: event });
  if (!(answer instanceof Promise)) return answer;
  const late = () => operation.controller.abort(new Interrupted('DEADLINE_EXCEEDED'));
  const timer = setTimeout(late, deadlineMs);
  try {
    return await answer;
  } finally {
    clearTimeout(timer);
  }
};
