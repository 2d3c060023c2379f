// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/name.hpp>
#include <leat/info/info.hpp>

namespace leat {

/// What the cache of a session holds, as `leat::cache_view`, and what it would do in a run. Refers
/// to the session.
template <class Session, class View>
class session_cache : public View {
public:
    session_cache(Session const& session, View const& view) noexcept
        : View(view), session_(&session) {}

    /// What a run that asks for this value would do with the node that makes it. The report has the
    /// key, and whether it is a hit; if not, `reason` names the part of the key that has changed
    /// since the node ran last. The arguments are those of the run. Runs nothing. Throws: as
    /// `basic_session::plan`.
    template <fixed_string Name, class... Arguments>
    node_report explain(name_constant<Name> name, Arguments&&... arguments) const {
        run_info const plan = session_->template plan<Name>(static_cast<Arguments&&>(arguments)...);
        return plan.nodes.empty() ? node_report{} : plan.of(name); // a mistake was reported
    }

private:
    Session const* session_;
};

} // namespace leat
