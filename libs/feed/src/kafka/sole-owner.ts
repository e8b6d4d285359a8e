import { AssignerProtocol, type PartitionAssigner } from 'kafkajs';

const version = 1;
const mine = Buffer.from('mine');

/**
 * One member of the group gets all partitions, the others stand by. Whoever has them keeps them while it lives: members
 * that come and go disturb nothing. `owns` tells whether this member has them.
 */
export const soleOwner =
  (owns: () => boolean): PartitionAssigner =>
  ({ cluster }) => ({
    name: 'sole-owner',
    version,
    protocol: ({ topics }) => ({
      name: 'sole-owner',
      metadata: AssignerProtocol.MemberMetadata.encode({ version, topics, userData: owns() ? mine : Buffer.alloc(0) }),
    }),
    async assign({ members, topics }) {
      const inOrder = members.toSorted((a, b) => (a.memberId < b.memberId ? -1 : 1));
      const owner = inOrder.find(({ memberMetadata }) => AssignerProtocol.MemberMetadata.decode(memberMetadata)?.userData.equals(mine)) ?? inOrder[0]!;
      const all = Object.fromEntries(topics.map((topic) => [topic, cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => partitionId)]));
      return members.map(({ memberId }) => ({
        memberId,
        memberAssignment: AssignerProtocol.MemberAssignment.encode({ version, assignment: memberId === owner.memberId ? all : {}, userData: Buffer.alloc(0) }),
      }));
    },
  });
