-- Deleting a million calls takes longer than the eight seconds that a signed-in person has on the hosted platform. The Data
-- API gives a function the time that it asks for; a minute is the most that the platform lets a request take.
alter function public.remove_organization(uuid, text) set statement_timeout = '60s';
