// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/file.hpp>
#include <leat/run/cache_memory.hpp>
#include <leat/run/dynamic_step.hpp>
#include <leat/serial/archive.hpp>
#include <leat/serial/fingerprint.hpp>
#include <leat/support/type_name.hpp>

#include <cstddef>
#include <exception>
#include <filesystem>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

// What a run was given from outside, kept with its record, so that it can be resumed without it.

namespace leat::detail {

/// The type by which a value that a run was given is kept. A file is kept as its path: what it
/// holds is looked at anew when the run is resumed.
template <class T>
struct given_as {
    using type = T;
};
template <>
struct given_as<file> {
    using type = std::filesystem::path;
};

/// Notes value `V`, which came with the call or by default. What cannot be kept is to be given
/// again when the run is resumed.
template <std::size_t V, class State>
void record_source(State& s) {
    constexpr auto const& P = State::layout::pipeline;
    using type = value_t<P, V>;
    constexpr bool is_bound = State::layout::known_request.bound[V];
    bool const is_given = is_bound && !(s.options && s.options->is_by_default(solved<P>.name(V)));
    if (!is_given && !s.frame.laid_out.needed[V]) return;
    type const& value = s.frame.template value<V>();
    auto& record = s.memory.kept.record;
    record.note_param(solved<P>.name(V), value, spelled<type>());
    using kept_type = typename given_as<type>::type;
    // A default is one of the code: if that is edited, the new one counts.
    if constexpr (is_bound && serializable<kept_type>) {
        if (!is_given) return;
        std::ostringstream bytes;
        leat::save_to(bytes, static_cast<kept_type const&>(value));
        auto const hold = record.hold();
        recorded_value const kept{record.put(bytes.view()), digest{}, bytes.view().size()};
        record.note(solved<P>.name(V), digest{}, kept, spelled<kept_type>());
    }
}

template <class State>
void record_given(State& s) {
    using layout = typename State::layout;
    constexpr auto const& P = layout::pipeline;
    [[maybe_unused]] auto const one = [&]<std::size_t V>(index_constant<V>) {
        try {
            if constexpr (is_source<layout>(V)) {
                record_source<V>(s);
            } else if (s.memory.is_given(V)) {
                recorded_value const was{s.memory.content[V], {}, s.memory.bytes[V]};
                s.memory.kept.record.note_again(solved<P>.name(V), was);
            }
        } catch (std::exception const& e) {
            s.log.say(solved<P>.name(V), std::string("record: its value is not kept: ") + e.what());
        }
    };
    [&]<std::size_t... V>(std::index_sequence<V...>) {
        (one(index_constant<V>{}), ...);
    }(std::make_index_sequence<layout::size.values>{});
    s.memory.kept.record.flush([&](std::string const& what) { s.log.say(P.name.view(), what); });
}

/// Takes a value from the run that is resumed, which was given it. Whether it is there.
template <std::size_t V, class State>
bool load_given(State& s) {
    constexpr auto const& P = State::layout::pipeline;
    using type = value_t<P, V>;
    std::string why = "its type cannot be stored";
    using kept_type = typename given_as<type>::type;
    if constexpr (serializable<kept_type>) {
        auto const bytes = s.memory.kept.record.share(s.memory.content[V], s.memory.bytes[V], &why);
        if (bytes) {
            try {
                s.frame.template cell<V>().fill(
                    [&] { return type(leat::load_from<kept_type>(std::string_view(*bytes))); });
                return true;
            } catch (error const& e) {
                why = e.what();
            }
        }
    }
    failure lost;
    lost.error = std::make_exception_ptr(
        error("value '" + std::string(solved<P>.name(V)) + "' that the run '" +
              s.memory.kept.record.origin().value_or("") + "' was given cannot be loaded: " + why +
              "; give it to resume(...) anew"));
    s.fail(std::move(lost), solved<P>.maker[V]);
    return false;
}

} // namespace leat::detail
