// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/session/check_answers.hpp>
#include <leat/session/check_hooks.hpp>
#include <leat/session/service.hpp>
#include <leat/support/borrowing.hpp>

#include <cstddef>
#include <type_traits>

namespace leat::mistake {

template <fixed_string Pipeline>
struct session {
    struct has_two_catalogs;
    struct has_two_caches;
    struct has_two_repos;
    struct has_two_executors;
    struct has_two_answers_to_failure;
    struct discards_runs_without_a_repo;
    struct resumes_without_a_repo;
    struct catalog {
        template <fixed_string Name>
        struct no_value_named {
            template <fixed_string Near>
            struct did_you_mean;
            struct and_none_is_near;
        };
        template <fixed_string Name>
        struct sink_makes_no_value;
        template <fixed_string Name>
        struct dataset {
            template <class Type>
            struct of_type {
                struct refers_to_another_value;
                template <class Dataset>
                struct cannot_be_stored_in {
                    template <class Part>
                    struct because_of;
                };
            };
        };
    };
};

} // namespace leat::mistake

namespace leat::detail {

/// A type that cannot be stored, with the part that is the reason if the dataset can tell it.
template <class Dataset, class T, class Mistake>
struct reason_of {
    using type = Mistake;
};
template <class Dataset, class T, class Mistake>
    requires requires { typename Dataset::template cannot_store<T>; }
struct reason_of<Dataset, T, Mistake> {
    using type = typename Mistake::template because_of<typename Dataset::template cannot_store<T>>;
};
template <class Dataset, class T, class Mistake>
using because = typename reason_of<Dataset, T, Mistake>::type;

/// Reports the mistakes of one dataset of a catalog.
template <auto const& P, fixed_string Name, class Dataset>
consteval bool check_dataset() {
    using where = typename mistake::session<pipeline_name<P>>::catalog;
    constexpr std::size_t v = find_value<P>(Name.view());
    if constexpr (v == npos) {
        using culprit = typename where::template no_value_named<Name>;
        static_assert(refused_because<suggested<P, culprit, nearest_value<P>(Name.view())>>,
                      "leat: a catalog stores a value that the pipeline does not have. Correct the "
                      "name, or leave the dataset out.");
        return false;
    } else if constexpr (std::is_void_v<value_t<P, v>>) {
        static_assert(refused_because<typename where::template sink_makes_no_value<Name>>,
                      "leat: a catalog stores what a sink returns, which is nothing. Leave the "
                      "dataset out.");
        return false;
    } else if constexpr (solved<P>.items[solved<P>.maker[v]].kind == kind::node &&
                         borrowing<value_t<P, v>>) {
        static_assert(refused_because<typename where::template dataset<Name>::template of_type<
                          value_t<P, v>>::refers_to_another_value>,
                      "leat: a catalog stores what refers to another value, which is not stored "
                      "with it. Let the node return what owns its content, or leave the dataset "
                      "out.");
        return false;
    } else {
        using type = value_t<P, v>;
        constexpr bool right = dataset_for<Dataset, type>;
        static_assert(
            right ||
                refused_because<because<Dataset, type,
                                        typename where::template dataset<Name>::template of_type<
                                            type>::template cannot_be_stored_in<Dataset>>>,
            "leat: a dataset of the catalog cannot store the value of that name. It needs load() "
            "or "
            "load<T>(), save(value), exists() and describe() for this type: see "
            "leat::dataset_for. Choose another dataset, or give the type, or the part of it in "
            "because_of<...>, what this one needs.");
        return right;
    }
}

template <auto const& P, class Catalog>
inline constexpr bool catalog_is_right = true;
template <auto const& P, fixed_string... Names, class... D>
inline constexpr bool catalog_is_right<P, basic_catalog<catalog_entry<Names, D>...>> =
    all_of({true, check_dataset<P, Names, std::remove_reference_t<D>>()...});

/// Reports a hook that has a point for the catalog and cannot be called there.
template <class Hook, class Catalog>
consteval bool check_catalog_point() {
    using point = after_catalog_created_point;
    constexpr bool right =
        !point::named_in<Hook> || !can_be_base<Hook> || point::takes<Hook, Catalog const&>;
    static_assert(
        right || refused_because<typename point::named_by<mistake::hook<Hook>>::is_never_called>,
        "leat: a hook has an after_catalog_created that cannot take the catalog. Give it "
        "the form (auto const& catalog), and see that it is public.");
    return right;
}
template <class Catalog, class... Hook>
consteval bool check_catalog_points(hook_list<Hook...> const*) {
    if constexpr (some_catalog<Catalog>)
        return all_of({true, check_catalog_point<Hook, Catalog>()...});
    else
        return true;
}

template <auto const& P, class Hooks>
inline constexpr bool hooks_are_right = true;
template <auto const& P, class... Hook>
inline constexpr bool hooks_are_right<P, hook_list<Hook...>> =
    all_of({true, (check_hook<Hook, P>() && check_answers<Hook, P>())...});

/// Reports a resume in a session without a repo.
template <auto const& P, bool HasRepo>
consteval bool check_can_resume() {
    static_assert(
        HasRepo ||
            refused_because<typename mistake::session<pipeline_name<P>>::resumes_without_a_repo>,
        "leat: a session without a repo has nothing to resume, as nobody records its runs. Give it "
        "a leat::repo.");
    return HasRepo;
}

/// Whether a session of the pipeline may have these services. Each mistake stops the compiler with
/// a sentence of its own.
template <auto const& P, class Services, class Catalog, class Hooks, class Cache>
consteval bool check_session() {
    if constexpr (mistakes<P> > 0) {
        return valid<P> && false; // the mistakes of the pipeline have been reported
    } else if constexpr (Services::count(service::catalog) > 1) {
        static_assert(
            refused_because<typename mistake::session<pipeline_name<P>>::has_two_catalogs>,
            "leat: a session is given two catalogs. Put all datasets into one.");
        return false;
    } else if constexpr (Services::count(service::cache) > 1) {
        static_assert(refused_because<typename mistake::session<pipeline_name<P>>::has_two_caches>,
                      "leat: a session is given two caches. Leave one of them out.");
        return false;
    } else if constexpr (Services::count(service::repo) > 1) {
        static_assert(refused_because<typename mistake::session<pipeline_name<P>>::has_two_repos>,
                      "leat: a session is given two repos, and a run is recorded in one. Leave one "
                      "of them out.");
        return false;
    } else if constexpr (Services::count(service::executor) > 1) {
        static_assert(
            refused_because<typename mistake::session<pipeline_name<P>>::has_two_executors>,
            "leat: a session is given two executors. Leave one of them out.");
        return false;
    } else if constexpr (Services::count(service::on_failure) > 1) {
        static_assert(
            refused_because<
                typename mistake::session<pipeline_name<P>>::has_two_answers_to_failure>,
            "leat: a session is told twice what to do with runs that fail. Leave one of them out.");
        return false;
    } else if constexpr (Services::count(service::on_failure) > Services::count(service::repo)) {
        static_assert(
            refused_because<
                typename mistake::session<pipeline_name<P>>::discards_runs_without_a_repo>,
            "leat: a session without a repo is told what to do with the records of runs that fail. "
            "Give it a leat::repo, or leave leat::on_failure out.");
        return false;
    } else {
        return all_of({catalog_is_right<P, Catalog>, hooks_are_right<P, Hooks>,
                       check_catalog_points<Catalog>(static_cast<Hooks const*>(nullptr)),
                       session_memo<P, Cache, false, typename Services::code>::check()});
    }
}

} // namespace leat::detail
