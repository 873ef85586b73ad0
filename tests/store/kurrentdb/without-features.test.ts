import { appendContract } from '../contract/append';
import { readStreamContract } from '../contract/read-stream';
import { refusalContract } from '../contract/refusal';
import { retryContract } from '../contract/retry';
import { valueContract } from '../contract/values';
import { openStandingIn } from './standing-in';

const openFresh = openStandingIn({ hasFeatures: false });

describe('79 the event store in KurrentDB where the server cannot take batches, over a stand-in', () => {
  describe('append', () => appendContract(openFresh));
  describe('retry', () => retryContract(openFresh));
  describe('refusal', () => refusalContract(openFresh));
  describe('values', () => valueContract(openFresh));
  describe('read of a stream', () => readStreamContract(openFresh));
});
