import type { ExecutionResult, GraphQLError } from 'graphql';
import { faultErrors } from './finished-result';
import { Interrupted, interruptionError, reasonOf } from './interrupted';
import { asGraphQLError } from './masked-errors';
import { logOperation, type Operation, type Runtime } from './operation';

type Results = AsyncGenerator<ExecutionResult, void, void>;

/**
 * The results of a subscription as they leave: errors masked, and an end at once when it is broken off, even
 * while its source waits for the next event (a generator of JavaScript cannot be ended while it waits).
 */
export const guardedResults = <Context extends object>(
  runtime: Runtime<Context>,
  operation: Operation<Context>,
  source: Results,
): Results => {
  const { controller } = operation;
  const interruption = interruptionOf(controller.signal);
  let ended = false;

  const end = (outcome: string): IteratorReturnResult<void> => {
    if (!ended) {
      ended = true;
      controller.abort(new Interrupted('CLIENT_GONE'));
      source.return().catch((fault: unknown) => faultErrors(runtime, operation, asGraphQLError(fault)));
      logOperation(runtime, operation, outcome);
    }
    return { done: true, value: undefined };
  };

  const taken = async (): Promise<IteratorResult<ExecutionResult, void>> => {
    try {
      const step = await interruption.or(source.next());
      if (step instanceof Interrupted) {
        end(step.code);
        return { done: false, value: { errors: [interruptionErrorOf(operation, step)] } };
      }
      return step.done ? end('OK') : step;
    } catch (fault) {
      if (ended) return { done: true, value: undefined };
      const errors = faultErrors(runtime, operation, fault);
      end('ERROR');
      return { done: false, value: { errors } };
    }
  };

  const next = async (): Promise<IteratorResult<ExecutionResult, void>> => {
    if (ended) return { done: true, value: undefined };
    // Whoever asks for the next message has seen the one before leave.
    if (!controller.signal.aborted) operation.progress.arrivedAll();
    return taken();
  };

  return {
    next,
    return: async () => end(reasonOf(controller.signal).code),
    throw: async () => end('ERROR'),
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      end(reasonOf(controller.signal).code);
    },
  };
};

/** Who is broken off without a fault of its own is told where to go on. */
const interruptionErrorOf = ({ progress }: Operation<object>, reason: Interrupted): GraphQLError =>
  interruptionError(reason, progress.position);

/** Unlike `Promise.race` with one long promise it keeps nothing of the steps that are done. */
const interruptionOf = (
  signal: AbortSignal,
): { or<Step>(step: Promise<Step>): Promise<Step | Interrupted> } => {
  let tell: ((reason: Interrupted) => void) | undefined;
  signal.addEventListener('abort', () => tell?.(reasonOf(signal)), { once: true });
  return {
    or: (step) =>
      new Promise((resolve, reject) => {
        tell = resolve;
        if (signal.aborted) resolve(reasonOf(signal));
        step.then(resolve, reject);
      }),
  };
};
