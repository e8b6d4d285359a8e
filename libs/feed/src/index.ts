export * from './port.ts';
export { embeddedFeed } from './embedded-feed.ts';
export * from './relay.ts';
export { parked, type Parked, type ParkedEvent, type ParkedMessage, type Waiting } from './parking/parked.ts';
export { durableParkingLot, memoryParkingLot, type ParkingLot } from './parking/parking-lot.ts';
export { withParking, type Handling, type ParkingConsumer, type Patience, type Replay } from './parking/with-parking.ts';
