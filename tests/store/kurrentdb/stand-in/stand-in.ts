import { setTimeout as delay } from 'node:timers/promises';
import type { Metadata } from '@grpc/grpc-js';
import { Server, ServerCredentials, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { GossipService } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_grpc_pb';
import { ServerFeaturesService } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb';
import { StreamsService } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb';
import type { ReadReq } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb';
import { keptPort } from '../../../kept-port';
import { appendHandler, batchAppendHandler } from './appends';
import { featuresHandler, gossipHandler, type Member } from './cluster';
import { deleteHandler, tombstoneHandler } from './deletes';
import { errorOf, Faults, notLeader } from './faults';
import { StandInLog } from './log';
import { type ReadCall, read } from './reads';
import { confirm, follow } from './subscriptions';

/** What older servers take in one append. */
const APPEND_BYTES_MAX = 1024 * 1024;
const MESSAGE_BYTES_MAX = 16 * 1024 * 1024;

export interface StandInOptions {
  /** Without them the client appends by the single Append. */
  readonly hasFeatures?: boolean;
  /** The log of another stand-in, for a member of the same cluster. */
  readonly log?: StandInLog;
}

/**
 * A stand-in for a KurrentDB server at the wire: it speaks as much of the protocol as the event store needs, and fails
 * on demand. It is not the server and proves nothing about it.
 */
export class StandIn {
  readonly faults = new Faults();
  readonly log: StandInLog;
  port = 0;
  appendBytesMax = APPEND_BYTES_MAX;
  hasFeatures: boolean;
  /** The port of the leader where that is another member. */
  leaderPort: number | undefined;
  members: readonly Member[] = [];
  /** How many appends, reads and subscriptions have come. */
  readonly calls = { append: 0, read: 0, subscribe: 0 };
  private server: Server | undefined;

  constructor({ hasFeatures = true, log = new StandInLog() }: StandInOptions = {}) {
    this.hasFeatures = hasFeatures;
    this.log = log;
  }

  get url(): string {
    return `kurrentdb://127.0.0.1:${this.port}?tls=false`;
  }

  get isUp(): boolean {
    return this.server !== undefined;
  }

  /** Listens, on the same port as before where there was one. */
  async start(): Promise<this> {
    const server = new Server({
      'grpc.max_receive_message_length': MESSAGE_BYTES_MAX,
      'grpc.max_send_message_length': -1,
    });
    server.addService(StreamsService, this.streams());
    server.addService(ServerFeaturesService, {
      getSupportedMethods: featuresHandler(
        () => this.hasFeatures,
        () => this.faults.take('features'),
      ),
    });
    server.addService(GossipService, { read: gossipHandler(() => this.members) });
    if (this.port === 0) this.port = await keptPort();
    await new Promise<void>((resolve, reject) =>
      server.bindAsync(`127.0.0.1:${this.port}`, ServerCredentials.createInsecure(), (error) =>
        error ? reject(error) : resolve(),
      ),
    );
    this.server = server;
    return this;
  }

  /** Stops at once, as a process that is killed; what was committed stays. */
  stop(): void {
    this.server?.forceShutdown();
    this.server = undefined;
    this.log.forgetRecentIds();
  }

  /** Cuts all connections and listens again. */
  async cut(): Promise<void> {
    this.server?.forceShutdown();
    await this.start();
  }

  private streams(): UntypedServiceImplementation {
    const { log, faults } = this;
    const parts = (metadata: Metadata) => ({
      log,
      takeFault: () => {
        this.calls.append += 1;
        return faults.take('append');
      },
      notLeaderError: () => this.notLeaderError(metadata),
      cut: () => void this.cut(),
      appendBytesMax: this.appendBytesMax,
    });
    return {
      append: (call, answer) => appendHandler(parts(call.metadata))(call, answer),
      batchAppend: (call) => batchAppendHandler(parts(call.metadata))(call),
      read: (call) => this.read(call),
      delete: deleteHandler(log),
      tombstone: tombstoneHandler(log),
    } satisfies import('@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb').IStreamsServer;
  }

  private read(call: ReadCall): void {
    const options = call.request.getOptions();
    if (options === undefined) return;
    // A reader that leaves is no fault of the stand-in.
    call.on('error', () => undefined);
    const operation = options.hasSubscription() ? 'subscribe' : 'read';
    this.calls[operation] += 1;
    const fault = this.faults.take(operation);
    const refused = errorOf(fault) ?? this.notLeaderError(call.metadata);
    if (refused !== undefined) return void call.emit('error', refused);
    if (fault === 'silence') return;
    if (fault === 'deafness') void confirm(call);
    else if (options.hasSubscription()) void this.follow(call, options);
    else void read(this.log, call, options, this.faults.pauseMs);
  }

  private async follow(call: ReadCall, options: ReadReq.Options): Promise<void> {
    await delay(this.faults.confirmAfterMs);
    await follow(this.log, call, options, () => this.faults.pauseMs);
  }

  private notLeaderError(metadata: Metadata) {
    const isRequired = metadata.get('requires-leader')[0] === 'true';
    return isRequired && this.leaderPort !== undefined ? notLeader('127.0.0.1', this.leaderPort) : undefined;
  }
}
