import fc from 'fast-check'

/**
 * Property tests try the same cases in every run, so that a change is judged by what it changed and not by chance;
 * `FC_SEED=N` tries others.
 */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 1) })
