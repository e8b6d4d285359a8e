/**
 * The wire format, from the code that the client package generates for itself. These are no documented paths, which is why
 * the package's version is pinned, and why nothing else imports them.
 */
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import gossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';

export type { ClusterInfo } from '@eventstore/db-client/generated/gossip_pb.js';
export type { Empty as EmptyMessage } from '@eventstore/db-client/generated/shared_pb.js';
export type { AppendReq, AppendResp, ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
export const { Empty, StreamIdentifier, UUID } = shared;
export const { AppendReq: AppendRequest, AppendResp: AppendResponse, ReadReq: ReadRequest, ReadResp: ReadResponse } = streams;
export const { ClusterInfo: ClusterResponse, EndPoint, MemberInfo } = gossip;
export const { StreamsService } = streamsGrpc;
export const { GossipService } = gossipGrpc;
