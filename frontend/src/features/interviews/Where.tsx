// Where an interview takes place: a link to the call, a place, or both.
import { useT } from '../../shared/i18n/useT';

export function Where({ time }: { time: { link: string | null; place: string | null } }) {
  const t = useT();
  return (
    <>
      {time.place}
      {time.place && time.link && ' · '}
      {time.link && (
        <a href={time.link} rel="noreferrer">
          {t('interviews.join')}
        </a>
      )}
    </>
  );
}
