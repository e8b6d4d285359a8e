import type { handleUnaryCall } from '@grpc/grpc-js';
import { ClusterResponse, EndPoint, MemberInfo, type ClusterInfo, type EmptyMessage } from './protocol.ts';

/** A cluster of one: this node, which leads. */
export const gossip =
  (port: () => number): handleUnaryCall<EmptyMessage, ClusterInfo> =>
  (_, answer) => {
    const place = new EndPoint();
    place.setAddress('localhost');
    place.setPort(port());
    const member = new MemberInfo();
    member.setState(MemberInfo.VNodeState.LEADER);
    member.setIsAlive(true);
    member.setTimeStamp('0');
    member.setHttpEndPoint(place);
    const cluster = new ClusterResponse();
    cluster.setMembersList([member]);
    answer(null, cluster);
  };
