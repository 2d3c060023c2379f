// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/given_services.hpp>
#include <leat/cli/printed_results.hpp>
#include <leat/cli/program_parts.hpp>
#include <leat/cli/values.hpp>
#include <leat/graph/describe.hpp>
#include <leat/graph/plan.hpp>
#include <leat/graph/slice.hpp>
#include <leat/graph/slice_error.hpp>
#include <leat/support/type_name.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace leat::detail {

template <auto const& P, std::size_t... V>
constexpr auto value_names(std::index_sequence<V...>) {
    return std::array<std::string_view, sizeof...(V)>{solved<P>.name(V)...};
}

/// The spelling of the type of each value.
template <auto const& P, std::size_t... V>
constexpr auto value_spellings(std::index_sequence<V...>) {
    return std::array<std::string_view, sizeof...(V)>{spelled<value_t<P, V>>()...};
}

/// A pipeline with what its program gives to `leat::main`.
template <auto const& P, class... Given>
class program_of final : public program_parts {
    using info = typed_values_of<P, std::remove_cvref_t<Given>...>;
    using services_type = given_services<std::remove_reference_t<Given>...>;
    using session_type = typename services_type::template session_type<P>;
    using request_type = detail::request<counts_of<P>>;
    static constexpr std::size_t count = counts_of<P>.values;
    static constexpr auto all_names = value_names<P>(std::make_index_sequence<count>{});

public:
    explicit program_of(std::remove_reference_t<Given>&... given) : services_(given...) {
        graph = structure_of<P>().get();
        nodes = leat::graph<P>.nodes();
        names = all_names;
        options = rows_;
        makes_repo = services_type::makes_repo;
        makes_executor = services_type::makes_executor;
        has_catalog = services_type::has_catalog;
    }

    std::vector<std::string_view> types() const override {
        static constexpr auto all = value_spellings<P>(std::make_index_sequence<count>{});
        std::vector<std::string_view> in_order;
        for (std::size_t t : solved<P>.order) {
            item const& it = solved<P>.items[t];
            for (std::size_t v = it.first_value; v < it.first_value + it.value_count; ++v)
                in_order.push_back(all[v]);
        }
        return in_order;
    }
    repo& runs(typed_command const& typed) override { return services_.runs(typed); }

    program_part part_of(typed_command const& typed) const override {
        request_type const r = narrowed(typed);
        program_part part{r.sliced};
        for (std::size_t t : solved<P>.order) part.holds.push_back(!r.sliced || r.slice[t]);
        return part;
    }

    program_plan plan_of(typed_command const& typed,
                         std::vector<std::string> const& asked) const override {
        std::array<bool, count> exists{};
        if (typed.only_missing) exists = services_.template existing<P>();
        request_type r = narrowed(typed);
        r.exists = exists;
        r.only_missing = typed.only_missing;
        for (std::string const& name : asked)
            if (std::size_t const v = find_value<P>(name); v != npos)
                r.any_asked = r.asked[v] = true;
        for (std::size_t v = 0; v < count; ++v) {
            r.bound[v] = info::bound[v] || values_.has(v);
            r.stored[v] = info::stored[v];
        }
        auto const p = make_plan(solved<P>, r);
        program_plan made{.empty = p.empty};
        for (std::size_t v = 0; v < count; ++v) {
            if (!info::typed[v] || !p.needed[v] || r.bound[v]) continue;
            if (solved<P>.items[solved<P>.maker[v]].kind == kind::input)
                made.not_given.push_back(solved<P>.name(v));
        }
        if (p.missing != npos) {
            made.missing = std::string(solved<P>.name(p.missing));
            made.missing_for =
                name_of_item<P>(p.missing_for == npos ? solved<P>.maker[p.missing] : p.missing_for);
        }
        return made;
    }

    void in_session(typed_command const& typed, session_request const& request,
                    result_function made) override {
        services_.template with_session<P>(typed, [&](session_type const& app) {
            services_.with_bindings([&](auto const&... bound) {
                values_.bind([&](auto const&... values) {
                    listed_slice<slice_kind::only> const part{request.part};
                    if constexpr (services_type::has_catalog)
                        call(app, request, made, bound..., values..., part,
                             only_missing_argument{request.only_missing}, request.options);
                    else
                        call(app, request, made, bound..., values..., part, request.options);
                });
            });
        });
    }

    void with_cache(typed_command const& typed, cache_function call) override {
        services_.template with_session<P>(
            typed, [&](session_type const& app) { call(cache_source_for(app.cache())); });
    }

    dumped_value dump(std::size_t value, run_record const& from,
                      std::string const& format) const override {
        static constexpr auto table = dump_table<P>(std::make_index_sequence<count>{});
        return table[value](from, all_names[value], format);
    }

private:
    /// The arguments are the same for each of them, so that the session is compiled for one form
    /// of call.
    template <class... Arguments>
    static void call(session_type const& app, session_request const& request, result_function made,
                     Arguments const&... arguments) {
        if (request.what == session_request::task::plan) {
            made(app.plan(arguments...), {});
        } else if (request.what == session_request::task::resume) {
            listed_slice<slice_kind::from> const from{request.from};
            tell(app.resume(request.origin, from, arguments...), request, made);
        } else {
            tell(app.run(arguments...), request, made);
        }
    }
    template <class Result>
    static void tell(Result const& result, session_request const& request, result_function made) {
        if constexpr (!is_refused<Result>)
            made(result.info(), print_values<P>(result, request.wanted));
    }

    static request_type narrowed(typed_command const& typed) {
        request_type r;
        narrow_typed<slice_kind::only>(r, typed.only);
        narrow_typed<slice_kind::from>(r, typed.from);
        narrow_typed<slice_kind::to>(r, typed.to);
        narrow_typed<slice_kind::tagged>(r, typed.tagged);
        narrow_typed<slice_kind::namespaced>(r, typed.namespaced);
        return r;
    }
    template <slice_kind Kind>
    static void narrow_typed(request_type& r, std::vector<std::string> const& names) {
        if (names.empty()) return;
        listed_slice<Kind> const slice{{names.begin(), names.end()}};
        auto const found = members(solved<P>, slice);
        try {
            check_slice_names(solved<P>, P.name.view(), slice, found);
        } catch (error const& e) {
            throw usage_error(e.what());
        }
        narrow(r, found);
    }

    typed_values<P, typename info::indices> values_{};
    decltype(values_.rows()) rows_ = values_.rows();
    services_type services_;
};

} // namespace leat::detail
