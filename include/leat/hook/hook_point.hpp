// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <concepts>
#include <type_traits>

namespace leat::detail {

template <class Hook>
concept can_be_base = std::is_class_v<Hook> && !std::is_final_v<Hook>;

// A point of a run at which hooks are called, by the name of the hook's member. C++20 cannot pass
// the name of a member as an argument, so this is a macro, in this header only.
//
// named_in: whether the hook has a member of that name at all, also an overloaded, template or
// private one, or one of a wrong type. The test derives a class from the hook and from a class with
// such a member: then the name is ambiguous. So a hook of a wrong type is told from a hook without
// that point. A final class cannot be derived from, so the answer is true.
#define LEAT_HOOK_POINT(member)                                                                    \
    struct member##_point {                                                                        \
        static constexpr char const* name = #member;                                               \
        struct rival {                                                                             \
            int member;                                                                            \
        };                                                                                         \
        template <class Hook>                                                                      \
        struct both : Hook, rival {};                                                              \
        template <class Hook>                                                                      \
        static constexpr bool named_in = [] {                                                      \
            if constexpr (can_be_base<Hook>)                                                       \
                return !requires { &both<Hook>::member; };                                         \
            else                                                                                   \
                return true;                                                                       \
        }();                                                                                       \
        /* Of one function, not of overloads nor of a template. */                                 \
        template <class Hook>                                                                      \
        using member_type = decltype(&Hook::member);                                               \
        template <class Where>                                                                     \
        using named_by = typename Where::template at_point<#member>;                               \
        template <class Hook, class... Arguments>                                                  \
        static constexpr bool takes = requires(Hook& hook, Arguments&&... arguments) {             \
            hook.member(static_cast<Arguments&&>(arguments)...);                                   \
        };                                                                                         \
        template <class Hook, class... Arguments>                                                  \
        [[gnu::always_inline]] static decltype(auto) call(Hook& hook, Arguments&&... arguments) {  \
            return hook.member(static_cast<Arguments&&>(arguments)...);                            \
        }                                                                                          \
    };

LEAT_HOOK_POINT(after_catalog_created)
LEAT_HOOK_POINT(before_pipeline_run)
LEAT_HOOK_POINT(after_pipeline_run)
LEAT_HOOK_POINT(on_pipeline_error)
LEAT_HOOK_POINT(before_node_run)
LEAT_HOOK_POINT(after_node_run)
LEAT_HOOK_POINT(on_node_error)
LEAT_HOOK_POINT(on_node_skipped)
LEAT_HOOK_POINT(before_dataset_loaded)
LEAT_HOOK_POINT(after_dataset_loaded)
LEAT_HOOK_POINT(before_dataset_saved)
LEAT_HOOK_POINT(after_dataset_saved)
LEAT_HOOK_POINT(on_dataset_error)
LEAT_HOOK_POINT(on_cache_hit)
LEAT_HOOK_POINT(on_cache_miss)
LEAT_HOOK_POINT(on_cache_store)
LEAT_HOOK_POINT(on_retry)
LEAT_HOOK_POINT(on_progress)
LEAT_HOOK_POINT(on_log)
LEAT_HOOK_POINT(on_metric)

#undef LEAT_HOOK_POINT

template <class... Points>
struct points {};

using node_points =
    points<before_node_run_point, after_node_run_point, on_node_error_point, on_node_skipped_point,
           on_progress_point, on_log_point, on_metric_point, on_retry_point>;
using dataset_points =
    points<before_dataset_loaded_point, after_dataset_loaded_point, before_dataset_saved_point,
           after_dataset_saved_point, on_dataset_error_point>;
using cache_points = points<on_cache_hit_point, on_cache_miss_point, on_cache_store_point>;
using pipeline_points = points<before_pipeline_run_point, after_pipeline_run_point,
                               on_pipeline_error_point, after_catalog_created_point>;

} // namespace leat::detail
