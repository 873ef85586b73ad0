import { appendContract } from './contract/append';
import { concurrencyContract } from './contract/concurrency';
import { copyInContract } from './contract/copy-in';
import { lifeContract } from './contract/life';
import { modelContract } from './contract/model';
import type { OpenFresh } from './contract/opened';
import { readAllContract } from './contract/read-all';
import { readStreamContract } from './contract/read-stream';
import { refusalContract } from './contract/refusal';
import { retryContract } from './contract/retry';
import { subscriptionContract } from './contract/subscription';
import { valueContract } from './contract/values';

/**
 * What every event store keeps. Tests are numbered as in the list of contract tests that all stores share; a number
 * is missing where the port does not offer the thing. No test expects an empty log or dense positions.
 */
export const eventStoreContract = (name: string, openFresh: OpenFresh): void => {
  describe(name, () => {
    describe('append', () => appendContract(openFresh));
    describe('retry', () => retryContract(openFresh));
    describe('concurrency', () => concurrencyContract(openFresh));
    describe('refusal', () => refusalContract(openFresh));
    describe('values', () => valueContract(openFresh));
    describe('read of a stream', () => readStreamContract(openFresh));
    describe('read of the log', () => readAllContract(openFresh));
    describe('subscription', () => subscriptionContract(openFresh));
    describe('copy from another log', () => copyInContract(openFresh));
    describe('life', () => lifeContract(openFresh));
    describe('model', () => modelContract(openFresh));
  });
};
