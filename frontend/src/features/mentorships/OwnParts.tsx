// What only the two of a pairing see: the question they are asked, their notes, and the way to their coordinator.
import { useSuspenseQuery } from '@tanstack/react-query';
import type { PairingView } from '../../gen';
import { AskCard } from './AskCard';
import { CheckInCard } from './CheckInCard';
import { myQuestionsQuery } from './data';
import { HealthQuestion } from './HealthQuestion';
import { NotesCard } from './NotesCard';

interface OwnPartsProps {
  part: 'asked' | 'notes' | 'coordinator';
  pairing: PairingView;
}

export function OwnParts({ part, pairing }: OwnPartsProps) {
  if (part === 'asked') return <Asked pairing={pairing} />;
  if (part === 'notes') {
    return (
      <>
        <div id="shared-notes">
          <NotesCard pairing={pairing} kind="shared" />
        </div>
        <div id="private-notes">
          <NotesCard pairing={pairing} kind="private" />
        </div>
      </>
    );
  }
  return (
    <>
      {pairing.state !== 'ended' && (
        <div id="check-in">
          <CheckInCard pairing={pairing} />
        </div>
      )}
      <div id="ask">
        <AskCard pairing={pairing} />
      </div>
    </>
  );
}

function Asked({ pairing }: { pairing: PairingView }) {
  const asked = useSuspenseQuery(myQuestionsQuery).data.find(
    ({ pairing_id }) => pairing_id === pairing.id,
  );
  return asked ? <HealthQuestion asked={asked} /> : null;
}
