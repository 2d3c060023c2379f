// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/check_cache.hpp>
#include <leat/cli/check_main.hpp>
#include <leat/cli/complaint.hpp>
#include <leat/cli/program_of.hpp>
#include <leat/cli/run_program.hpp>
#include <leat/cli/values.hpp>

#include <type_traits>

namespace leat {

/// A pipeline as a program: `int main(int argc, char** argv) { return leat::main<forecast>(argc,
/// argv); }`. Its inputs and params become options, with their `doc` and default in `--help`; its
/// commands run, plan, show and resume it, and look at runs and at the cache.
///
/// After the arguments may follow services, as of `leat::session`, and values bound to names, which
/// are then no options. Services given as lvalues or rvalues live as long as the call. Where there
/// is no repo among them one is made in `.leat` (or `--repo`), where there is no cache that repo is
/// one, where there is no executor `--jobs` says in how many threads nodes run, and where there are
/// no hooks there is a progress bar.
///
/// Requires: each input is of a type that can be typed (a number, bool, text, path, `leat::file`,
/// time, or a list of these), or is bound, or is in the catalog.
/// Returns: 0; 1 when a run or a command failed; 2 when what was typed is wrong; 130 when it was
/// interrupted. Throws nothing: what is wrong goes to `std::cerr`, in a sentence.
template <auto const& P, class... Given>
int main(int argc, char** argv, Given&&... given) {
    using info = detail::typed_values_of<P, std::remove_cvref_t<Given>...>;
    if constexpr (!detail::check_main<P, info>()) {
        return detail::exit_usage;
    } else if constexpr (!detail::given_services<std::remove_reference_t<Given>...>::
                             template session_type<P>::is_right()) {
        return detail::exit_usage; // said here, so that the sentence comes before all that uses it
    } else {
        detail::program_of<P, Given...> parts(given...);
        return detail::run_program(argc, argv, parts);
    }
}

} // namespace leat
