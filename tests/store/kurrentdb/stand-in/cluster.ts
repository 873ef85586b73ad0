import { status } from '@grpc/grpc-js';
import type { IGossipServer } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_grpc_pb';
import {
  ClusterInfo,
  EndPoint,
  MemberInfo,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_pb';
import type { IServerFeaturesServer } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb';
import {
  SupportedMethod,
  SupportedMethods,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb';
import { UUID } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb';
import { errorOf, type Fault, failure } from './faults';

/** A member of a cluster as gossip tells of it. */
export interface Member {
  readonly port: number;
  readonly state: 'leader' | 'follower' | 'catching-up';
  readonly isAlive: boolean;
}

const STATES = {
  leader: MemberInfo.VNodeState.LEADER,
  follower: MemberInfo.VNodeState.FOLLOWER,
  'catching-up': MemberInfo.VNodeState.CATCHINGUP,
} as const;

/** Who is in the cluster, and who leads it. */
export const gossipHandler =
  (members: () => readonly Member[]): IGossipServer['read'] =>
  (_call, answer) => {
    const info = new ClusterInfo();
    info.setMembersList(
      members().map(({ port, state, isAlive }) =>
        new MemberInfo()
          .setInstanceId(new UUID().setString(crypto.randomUUID()))
          .setTimeStamp(String(Date.now() * 10_000))
          .setState(STATES[state])
          .setIsAlive(isAlive)
          .setHttpEndPoint(new EndPoint().setAddress('127.0.0.1').setPort(port)),
      ),
    );
    answer(null, info);
  };

const STREAMS = 'event_store.client.streams.Streams';

/** What the server can do; without features the client takes the single Append. */
export const featuresHandler =
  (
    hasFeatures: () => boolean,
    takeFault: () => Fault | undefined,
  ): IServerFeaturesServer['getSupportedMethods'] =>
  (_call, answer) => {
    const fault = takeFault();
    if (fault === 'silence') return undefined;
    const refused = errorOf(fault);
    if (refused !== undefined) return answer(refused);
    if (!hasFeatures()) return answer(failure(status.UNIMPLEMENTED, 'Unimplemented'));
    const supported = new SupportedMethods().setEventStoreServerVersion('24.10.0');
    supported.setMethodsList([
      methodOf('Append', []),
      methodOf('BatchAppend', ['deadline_duration']),
      methodOf('Read', ['position', 'events']),
    ]);
    return answer(null, supported);
  };

const methodOf = (name: string, features: string[]): SupportedMethod =>
  new SupportedMethod().setServiceName(STREAMS).setMethodName(name).setFeaturesList(features);
